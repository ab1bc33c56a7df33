package com.auraconnect.orders.security;

/**
 * The requests that somebody may make in one window, all replicas together.
 *
 * @param owner whose it is: one caller, or one address
 * @param limit how many requests
 */
record RateLimitKey(String owner, int limit) {
}
