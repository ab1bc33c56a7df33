package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;

/** Thrown when a caller has exhausted its quota. */
public class RateLimited extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration retryAfter;

	RateLimited(int limit, long seconds) {
		super("The limit of " + limit + " requests is reached; the next ones are taken in " + seconds + " seconds");
		this.retryAfter = Duration.ofSeconds(seconds);
	}

	/** Time until the next window begins. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
