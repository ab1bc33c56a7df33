package com.auraconnect.orders.security.ratelimit;

/**
 * Identifies a quota that all replicas share.
 *
 * @param owner the caller or address that is limited
 * @param limit requests allowed in a window
 */
record RateLimitKey(String owner, int limit) {
}
