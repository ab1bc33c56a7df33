package com.auraconnect.orders.saga;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderFulfilment;

/**
 * Settles up for an order that was handed over: its stock is used, its cards are charged.
 * Nothing here is ever undone; the order is final.
 */
@Component
class CompleteOrderSaga {

	private final StockStep stock;

	private final CardStep card;

	private final OrderFulfilment fulfilment;

	CompleteOrderSaga(StockStep stock, CardStep card, OrderFulfilment fulfilment) {
		this.stock = stock;
		this.card = card;
		this.fulfilment = fulfilment;
	}

	/**
	 * @throws StepFailed if it is not done yet and wants to be run again
	 */
	void run(OrderRef ref) {
		var order = this.fulfilment.snapshot(ref.tenantId(), ref.orderId());
		new IndependentSteps().run(StockStep.COMMIT, () -> this.stock.commit(order))
			.run(CardStep.CAPTURE, () -> this.card.capture(order))
			.finish();
	}

}
