package com.auraconnect.orders.order;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A partner answered with something that was not agreed upon or cannot be stored. That is
 * the partner's fault: a request goes on as if the partner were away, and a saga waits
 * for a person.
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

	/** The answer whose effect at the partner has been undone. */
	public static UnusablePartnerAnswer compensated(Partner partner, String fault) {
		return new UnusablePartnerAnswer(partner, Duration.ZERO, fault, true, null);
	}

	/**
	 * Whether what the partner did has been undone. Nothing is left to be tried then.
	 */
	public boolean isCompensated() {
		return this.compensated;
	}

}
