package com.auraconnect.orders.saga;

import com.auraconnect.orders.order.PartnerUnavailable;

/**
 * Records the step at which a saga failed, for operators to read. It is stored with the
 * task between runs; each run learns the saga's progress from the order.
 *
 * @param failure why the step failed; never text of a partner or a guest
 */
record SagaFailure(String step, String failure) {

	private static final int LONGEST_FAILURE = 500;

	/**
	 * @param step used if the failure does not name its step
	 */
	static SagaFailure of(Throwable failure, String step) {
		if (failure instanceof StepFailed failed) {
			return of(failed.reason(), failed.step());
		}
		var isOutage = failure instanceof PartnerUnavailable;
		var text = isOutage ? String.valueOf(failure.getMessage()) : failure.getClass().getSimpleName();
		return new SagaFailure(step, text.substring(0, Math.min(text.length(), LONGEST_FAILURE)));
	}

}
