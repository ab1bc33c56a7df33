package com.auraconnect.orders.saga;

import com.auraconnect.orders.order.PartnerUnavailable;

/**
 * Where a saga is held up, kept with its task from one run to the next, for people to
 * read: what is done already, each run learns from the order.
 *
 * @param failure what kept the step from its end; never what a partner or a guest has
 * said
 */
record SagaPosition(String step, String failure) {

	private static final int LONGEST_FAILURE = 500;

	/**
	 * @param step where the failure does not say it
	 */
	static SagaPosition of(Throwable failure, String step) {
		if (failure instanceof StepFailed failed) {
			return of(failed.reason(), failed.step());
		}
		var isOutage = failure instanceof PartnerUnavailable;
		var text = isOutage ? String.valueOf(failure.getMessage()) : failure.getClass().getSimpleName();
		return new SagaPosition(step, text.substring(0, Math.min(text.length(), LONGEST_FAILURE)));
	}

}
