package com.auraconnect.orders.saga;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderFulfilment;
import com.auraconnect.orders.order.OrderFulfilment.Authorized;
import com.auraconnect.orders.order.OrderFulfilment.Charge;
import com.auraconnect.orders.order.OrderFulfilment.FulfilmentSnapshot;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payment.State;
import com.auraconnect.orders.order.Payments;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.saga.Step.StepResult;

/** The cards of an order: authorized, given back, or charged. */
@Component
class CardStep {

	static final String AUTHORIZE = "authorize-card";

	static final String GIVE_BACK = "void-or-refund";

	static final String CAPTURE = "capture-card";

	private static final Logger log = LoggerFactory.getLogger(CardStep.class);

	private final OrderFulfilment fulfilment;

	private final Payments payments;

	CardStep(OrderFulfilment fulfilment, Payments payments) {
		this.fulfilment = fulfilment;
		this.payments = payments;
	}

	/**
	 * Has the card that came with the order authorized, if one did. A payment service
	 * that does not answer leaves the order pending until it does. A hold that cannot be
	 * stored is voided, and the order is called off as if the card had been declined.
	 * @throws PartnerUnavailable if it does not answer; what is known of the stock is
	 * written down by then
	 */
	StepResult authorize(PlacementContext placing) {
		var order = placing.order();
		var open = order.unansweredCard();
		if (open.isEmpty() || !this.fulfilment.beginCard(order, open.get().paymentId())) {
			return StepResult.CONTINUE;
		}
		return authorize(placing, order, open.get());
	}

	private StepResult authorize(PlacementContext placing, FulfilmentSnapshot order, Charge charge) {
		switch (ask(placing, order, charge)) {
			case Payments.Answer.Authorized yes -> {
				placing.cardIsAuthorized(new Authorized(charge.paymentId(), yes));
				return StepResult.CONTINUE;
			}
			case Payments.Answer.Unstorable(var authorizationId, var fault) -> {
				this.payments.cancel(order.tenantId(), order.orderId(), charge.paymentId(), authorizationId);
				this.fulfilment.cardGivenUp(order, charge.paymentId(), placing.stock());
				throw UnusablePartnerAnswer.compensated(Partner.PAYMENT, fault);
			}
			case Payments.Answer.Declined(var code) -> {
				log.info("order {}: the card was declined ({})", order.orderId(), code);
				var before = this.fulfilment.cardDeclined(order, charge.paymentId(), code, placing.stock());
				return (before == OrderStatus.PENDING || before == OrderStatus.CONFIRMED) ? StepResult.ABORT
						: StepResult.CONTINUE;
			}
		}
	}

	private Payments.Answer ask(PlacementContext placing, FulfilmentSnapshot order, Charge charge) {
		try {
			return this.payments.authorize(order.tenantId(), order.orderId(), charge.paymentId(), charge.amount(),
					this.fulfilment.currency(order), charge.token());
		}
		catch (PartnerUnavailable ex) {
			this.fulfilment.cardUnanswered(order, charge.paymentId(), placing.stock(), ex);
			throw ex;
		}
	}

	/**
	 * Undoes {@link #authorize}, and {@link #capture} too: voids what is held, promises
	 * back what was taken. Cash is given back by hand; here it is only written down.
	 */
	void giveBack(FulfilmentSnapshot order) {
		var errands = eachAuthorized(GIVE_BACK, order, (charge) -> {
			this.payments.cancel(order.tenantId(), order.orderId(), charge.paymentId(), charge.authorized());
			this.fulfilment.paymentSettled(order, charge.paymentId(), State.VOIDED);
		});
		if (order.charges().stream().anyMatch((charge) -> charge.state() == State.CAPTURED)) {
			errands.run(GIVE_BACK, () -> this.fulfilment.refundAll(order));
		}
		errands.finish();
	}

	/** Takes what {@link #authorize} has held. */
	void capture(FulfilmentSnapshot order) {
		eachAuthorized(CAPTURE, order, (charge) -> {
			this.payments.capture(order.tenantId(), order.orderId(), charge.paymentId(), charge.authorized());
			this.fulfilment.paymentSettled(order, charge.paymentId(), State.CAPTURED);
		}).finish();
	}

	/** A card that its bank will not settle is no reason to leave the next one. */
	private static IndependentSteps eachAuthorized(String step, FulfilmentSnapshot order, Consumer<Charge> work) {
		var errands = new IndependentSteps();
		order.charges()
			.stream()
			.filter((charge) -> charge.state() == State.AUTHORIZED)
			.forEach((charge) -> errands.run(step, () -> work.accept(charge)));
		return errands;
	}

}
