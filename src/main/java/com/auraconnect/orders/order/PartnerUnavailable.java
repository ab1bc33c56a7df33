package com.auraconnect.orders.order;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A partner gave no answer: it is down, too slow, failing, or its circuit is open. Says
 * nothing about what the answer would have been; a refusal is never reported this way.
 */
public class PartnerUnavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Partner partner;

	private final Duration retryAfter;

	/**
	 * @param retryAfter when another try may make sense
	 */
	public PartnerUnavailable(Partner partner, Duration retryAfter, @Nullable Throwable cause) {
		super("The " + WireNames.of(partner) + " service does not answer", cause);
		this.partner = partner;
		this.retryAfter = retryAfter;
	}

	public Partner partner() {
		return this.partner;
	}

	/** When another try may make sense. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
