package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;

/**
 * Result of counting a request against its caller's limit.
 *
 * @param isAllowed whether the request is allowed
 * @param limit requests allowed in a window
 * @param remaining requests left in this window, as far as this replica knows
 * @param reset time until the next window
 */
record RateLimit(boolean isAllowed, int limit, long remaining, Duration reset) {

	/**
	 * Whole seconds until the next window, rounded up, so that a client that waits that
	 * long is not too early.
	 */
	long resetSeconds() {
		return Math.max(1, this.reset.plusNanos(999_999_999).toSeconds());
	}

}
