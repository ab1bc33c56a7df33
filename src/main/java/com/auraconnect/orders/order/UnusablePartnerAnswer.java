package com.auraconnect.orders.order;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Reports an answer of a partner that violates the contract or cannot be stored. A
 * request goes on as if the partner were down; a saga is tried a limited number of times
 * and then parked until an admin requeues it.
 */
public class UnusablePartnerAnswer extends PartnerUnavailable {

	private static final long serialVersionUID = 1L;

	private final boolean compensated;

	/**
	 * @param fault names a field and a rule, never a value
	 */
	public UnusablePartnerAnswer(Partner partner, Duration retryAfter, String fault, @Nullable Throwable cause) {
		this(partner, retryAfter, fault, false, cause);
	}

	private UnusablePartnerAnswer(Partner partner, Duration retryAfter, String fault, boolean compensated,
			@Nullable Throwable cause) {
		super(partner, retryAfter, true, "The " + WireNames.of(partner) + " service's answer cannot be used: " + fault,
				cause);
		this.compensated = compensated;
	}

	/**
	 * Creates the exception for an answer whose effect at the partner was compensated.
	 */
	public static UnusablePartnerAnswer compensated(Partner partner, String fault) {
		return new UnusablePartnerAnswer(partner, Duration.ZERO, fault, true, null);
	}

	/** Whether the effect at the partner was compensated. A retry is then pointless. */
	public boolean isCompensated() {
		return this.compensated;
	}

}
