package com.auraconnect.orders.saga;

import org.springframework.stereotype.Component;

/**
 * Releases what a cancelled order holds: its stock, and its card authorization or
 * payment. {@link PlaceOrderSaga} lists each step beside its compensation.
 */
@Component
class CancelOrderSaga {

	private final PlaceOrderSaga placement;

	CancelOrderSaga(PlaceOrderSaga placement) {
		this.placement = placement;
	}

	/**
	 * @throws StepFailed if a step failed and the saga must run again
	 */
	void run(SagaRef ref) {
		this.placement.undo(ref);
	}

}
