package com.auraconnect.orders.security;

import java.time.Duration;

/**
 * What a request is told about its caller's limit.
 *
 * @param isKept whether the request may be done
 * @param limit of requests in a window
 * @param remaining requests in this window, as far as this replica knows
 * @param reset until the next window
 */
record RateLimit(boolean isKept, int limit, long remaining, Duration reset) {

	/** In seconds, as headers have it: who waits that long has not come too early. */
	long resetSeconds() {
		return Math.max(1, this.reset.plusNanos(999_999_999).toSeconds());
	}

}
