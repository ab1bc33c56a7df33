package com.auraconnect.orders.saga;

import java.util.List;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderFulfilment;
import com.auraconnect.orders.order.OrderFulfilment.FulfilmentSnapshot;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.saga.Step.StepResult;

/**
 * Brings an accepted order to the kitchen. Whoever refuses calls the order off, and
 * {@link CancelOrderSaga} takes back what was done until then.
 * <p>
 * How far the saga has come is written on the order itself, in the transaction of each
 * fact: its reservation, its payments, its status. A run on any replica looks there
 * first, and asks the partners under the same idempotency keys as the runs before, so
 * that one which comes after a crash finds their answers.
 */
@Component
class PlaceOrderSaga {

	private static final String CONFIRM = "confirm-order";

	private final List<Step> steps;

	private final OrderFulfilment fulfilment;

	private final CompleteOrderSaga completed;

	PlaceOrderSaga(StockStep stock, CardStep card, OrderFulfilment fulfilment, CompleteOrderSaga completed) {
		this.steps = List.of(Step.of(StockStep.RESERVE, stock::reserve).undoneBy(StockStep.RELEASE, stock::release),
				Step.of(CardStep.AUTHORIZE, card::authorize).undoneBy(CardStep.GIVE_BACK, card::giveBack),
				Step.of(CONFIRM, this::confirm));
		this.fulfilment = fulfilment;
		this.completed = completed;
	}

	/**
	 * @throws StepFailed if it is not done yet and wants to be run again
	 */
	void run(OrderRef ref) {
		run(this.fulfilment.snapshot(ref.tenantId(), ref.orderId()), ResponseRecorder.NONE);
	}

	/**
	 * @param order as it stands now
	 * @param done kept in the transaction of the last step, if the saga is done with it
	 * @throws StepFailed if it is not done yet and wants to be run again
	 */
	void run(FulfilmentSnapshot order, ResponseRecorder done) {
		var placing = new PlacementContext(order, done);
		for (var step : this.steps) {
			if (step.run(placing) == StepResult.ABORT) {
				return;
			}
		}
		placing.throwPostponed();
	}

	/**
	 * Takes back what has been done for an order that was called off.
	 * @throws StepFailed if that is not done yet and wants to be run again
	 */
	void undo(OrderRef ref) {
		var order = this.fulfilment.snapshot(ref.tenantId(), ref.orderId());
		var errands = new IndependentSteps();
		for (var step : this.steps) {
			var compensation = step.compensation();
			if (compensation != null) {
				errands.run(compensation.name(), () -> compensation.action().accept(order));
			}
		}
		errands.finish();
	}

	/**
	 * The kitchen may start. What the partners agreed to for an order that had ended
	 * meanwhile, nobody else will see to.
	 */
	private StepResult confirm(PlacementContext placing) {
		var order = placing.order();
		var ref = OrderRef.of(order.tenantId(), order.orderId());
		switch (this.fulfilment.confirmPlacement(order, placing.stock(), placing.money(), placing.recorder())) {
			case CANCELLED -> undo(ref);
			case COMPLETED -> this.completed.run(ref);
			case PENDING, CONFIRMED, PREPARING, READY -> {
				// the order is in good hands
			}
		}
		return StepResult.CONTINUE;
	}

}
