package com.auraconnect.orders.saga;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderFulfilment;

/**
 * Settles an order that was handed over: commits its stock and captures its cards, these
 * after the delay of its location. The order is final, so there is no compensation.
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
	 * @throws StepFailed if a step failed and the saga must run again
	 */
	void run(SagaRef ref) {
		var order = this.fulfilment.snapshot(ref.tenantId(), ref.id());
		new IndependentSteps().run(StockStep.COMMIT, () -> this.stock.commit(order)).run(CardStep.CAPTURE, () -> {
			if (order.captureAt() == null) {
				this.card.capture(order);
			}
		}).finish();
	}

	/**
	 * Captures the cards at the end of the delay. The task is due then; the clock of this
	 * replica is not asked again.
	 * @throws RuntimeException if a capture failed and the saga must run again
	 */
	void captureCards(SagaRef ref) {
		this.card.capture(this.fulfilment.snapshot(ref.tenantId(), ref.id()));
	}

}
