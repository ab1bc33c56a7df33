package com.auraconnect.orders.saga;

import java.util.List;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SagaResults;
import com.auraconnect.orders.order.SagaResults.FulfilmentSnapshot;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.saga.Step.StepResult;

/**
 * Brings an accepted order to the kitchen. If a partner refuses, the order is cancelled
 * and {@link CancelOrderSaga} compensates the steps done so far.
 * <p>
 * The progress of the saga is stored in the order itself, in the transaction of each
 * step: its reservation, its payments, its status. A run on any replica reads the order
 * first and calls the partners with the same idempotency keys as earlier runs, so that a
 * run after a crash gets their answers again.
 */
@Component
class PlaceOrderSaga {

	private static final String PLACE = "place-order";

	private static final String CONFIRM = "confirm-order";

	private final List<Step> steps;

	private final StockActions stock;

	private final SagaResults results;

	private final CompleteOrderSaga completion;

	PlaceOrderSaga(StockActions stock, CardActions card, SagaResults results, CompleteOrderSaga completion) {
		this.steps = List.of(
				Step.of(StockActions.RESERVE, stock::reserve).undoneBy(StockActions.RELEASE, stock::release),
				Step.of(CardActions.AUTHORIZE, card::authorize)
					.undoneBy(CardActions.VOID_OR_REFUND, card::voidOrRefund),
				Step.of(CONFIRM, this::confirm));
		this.stock = stock;
		this.results = results;
		this.completion = completion;
	}

	/**
	 * @throws StepFailed if a step failed and the saga must run again
	 */
	void run(SagaRef ref) {
		run(this.results.snapshot(ref.tenantId(), ref.id()), ResponseRecorder.NONE);
	}

	/**
	 * @param order its current state
	 * @param recorder stores the response in the transaction of the last step, if the
	 * saga is done with it
	 * @throws StepFailed if a step failed and the saga must run again
	 */
	void run(FulfilmentSnapshot order, ResponseRecorder recorder) {
		var context = new PlacementContext(order, recorder);
		new IndependentSteps().run(PLACE, () -> runSteps(context))
			.run(StockActions.RELEASE, () -> this.stock.releaseSurplus(context))
			.finish();
	}

	private void runSteps(PlacementContext context) {
		for (var step : this.steps) {
			if (step.run(context) == StepResult.ABORT) {
				return;
			}
		}
		context.throwPostponed();
	}

	/**
	 * Compensates all steps of a cancelled order.
	 * @throws StepFailed if a compensation failed and must run again
	 */
	void undo(SagaRef ref) {
		var order = this.results.snapshot(ref.tenantId(), ref.id());
		var compensations = new IndependentSteps();
		for (var step : this.steps) {
			var compensation = step.compensation();
			if (compensation != null) {
				compensations.run(compensation.name(), () -> compensation.action().accept(order));
			}
		}
		compensations.finish();
	}

	/**
	 * Confirms the order, so that the kitchen may start. If the order has ended or was
	 * edited meanwhile, this run settles what the partners agreed to.
	 */
	private StepResult confirm(PlacementContext context) {
		var order = context.order();
		var ref = SagaRef.of(order.tenantId(), order.orderId());
		var placement = this.results.confirmPlacement(order, context.reservation(), context.authorization(),
				context.recorder());
		if (placement.isReservationStored()) {
			context.settleReservation();
		}
		else {
			this.stock.releaseUnstored(context);
		}
		switch (placement.status()) {
			case CANCELLED -> undo(ref);
			case COMPLETED -> this.completion.run(ref);
			case PENDING, CONFIRMED, PREPARING, READY -> {
				if (placement.isEdited()) {
					this.stock.change(this.results.snapshot(order.tenantId(), order.orderId()));
				}
			}
		}
		return StepResult.CONTINUE;
	}

}
