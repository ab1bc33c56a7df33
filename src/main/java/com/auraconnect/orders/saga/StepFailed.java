package com.auraconnect.orders.saga;

import com.auraconnect.orders.order.UnusablePartnerAnswer;

/** A step of a saga did not come to its end; the saga will be run again. */
class StepFailed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String step;

	/**
	 * @param cause {@link com.auraconnect.orders.order.PartnerUnavailable} unless
	 * something is broken
	 */
	StepFailed(String step, RuntimeException cause) {
		super(step + ": " + cause.getMessage(), cause);
		this.step = step;
	}

	/** The step's name, such as {@code reserve-stock}. */
	String step() {
		return this.step;
	}

	/** Whether what the step did has been undone, so that nothing is left to be tried. */
	boolean isCompensated() {
		return reason() instanceof UnusablePartnerAnswer answer && answer.isCompensated();
	}

	RuntimeException reason() {
		return (RuntimeException) getCause();
	}

}
