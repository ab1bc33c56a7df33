package com.auraconnect.orders.saga;

import org.springframework.stereotype.Component;

/**
 * Gives back what is held for an order that was called off: its stock, the hold on its
 * card, or the money. Each step stands in {@link PlaceOrderSaga}, beside the one that it
 * undoes.
 */
@Component
class CancelOrderSaga {

	private final PlaceOrderSaga placed;

	CancelOrderSaga(PlaceOrderSaga placed) {
		this.placed = placed;
	}

	/**
	 * @throws StepFailed if it is not done yet and wants to be run again
	 */
	void run(OrderRef ref) {
		this.placed.undo(ref);
	}

}
