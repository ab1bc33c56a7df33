package com.auraconnect.orders.security;

import java.time.Duration;

/** The caller has made all the requests that it may make for the time being. */
public class RateLimited extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration retryAfter;

	RateLimited(int limit, long seconds) {
		super("The limit of " + limit + " requests is reached; the next ones are taken in " + seconds + " seconds");
		this.retryAfter = Duration.ofSeconds(seconds);
	}

	/** When the next window begins. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
