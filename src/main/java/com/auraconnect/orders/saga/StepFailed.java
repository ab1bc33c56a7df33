package com.auraconnect.orders.saga;

import com.auraconnect.orders.order.UnusablePartnerAnswer;

/** Thrown when a step of a saga failed; the saga will run again. */
class StepFailed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String step;

	/**
	 * @param cause {@link com.auraconnect.orders.order.PartnerUnavailable}, or any other
	 * exception for a fault of this service
	 */
	StepFailed(String step, RuntimeException cause) {
		super(step + ": " + cause.getMessage(), cause);
		this.step = step;
	}

	/** The step's name, such as {@code reserve-stock}. */
	String step() {
		return this.step;
	}

	/** Whether the step has been compensated, so that no retry is needed. */
	boolean isCompensated() {
		return reason() instanceof UnusablePartnerAnswer answer && answer.isCompensated();
	}

	RuntimeException reason() {
		return (RuntimeException) getCause();
	}

}
