package com.auraconnect.orders.order;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Reports that a partner gave no answer: it is down, too slow, failing, or its circuit is
 * open. A refusal by the partner is never reported this way.
 */
public class PartnerUnavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Partner partner;

	private final Duration retryAfter;

	private final boolean arrivalPossible;

	/**
	 * @param retryAfter when a retry may succeed
	 * @param arrivalPossible whether the partner may have received the request
	 */
	public PartnerUnavailable(Partner partner, Duration retryAfter, boolean arrivalPossible,
			@Nullable Throwable cause) {
		this(partner, retryAfter, arrivalPossible, "The " + WireNames.of(partner) + " service does not answer", cause);
	}

	PartnerUnavailable(Partner partner, Duration retryAfter, boolean arrivalPossible, String message,
			@Nullable Throwable cause) {
		super(message, cause);
		this.partner = partner;
		this.arrivalPossible = arrivalPossible;
		this.retryAfter = retryAfter;
	}

	public Partner partner() {
		return this.partner;
	}

	/**
	 * Whether the partner may have received the request and acted on it. False only if no
	 * connection was established.
	 */
	public boolean isArrivalPossible() {
		return this.arrivalPossible;
	}

	/** Returns the time after which a retry may succeed. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
