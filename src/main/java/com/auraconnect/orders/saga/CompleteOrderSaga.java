package com.auraconnect.orders.saga;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SagaResults;

/**
 * Settles an order that was handed over: commits its stock and captures its cards, these
 * after the delay of its location. The order is final, so there is no compensation.
 */
@Component
class CompleteOrderSaga {

	private final StockActions stock;

	private final CardActions card;

	private final SagaResults results;

	CompleteOrderSaga(StockActions stock, CardActions card, SagaResults results) {
		this.stock = stock;
		this.card = card;
		this.results = results;
	}

	/**
	 * @throws StepFailed if a step failed and the saga must run again
	 */
	void run(SagaRef ref) {
		var order = this.results.snapshot(ref.tenantId(), ref.id());
		new IndependentSteps().run(StockActions.COMMIT, () -> this.stock.commit(order)).run(CardActions.CAPTURE, () -> {
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
		this.card.capture(this.results.snapshot(ref.tenantId(), ref.id()));
	}

}
