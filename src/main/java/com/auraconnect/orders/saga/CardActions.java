package com.auraconnect.orders.saga;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SagaResults.Authorized;
import com.auraconnect.orders.order.SagaResults.FulfilmentSnapshot;
import com.auraconnect.orders.order.SagaResults.PaymentSnapshot;
import com.auraconnect.orders.order.SagaResults;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payment.State;
import com.auraconnect.orders.order.Payments;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.saga.Step.StepResult;

/**
 * Authorizes, voids, refunds and captures the cards of an order. A failed step throws,
 * and its task is run again as {@link SagaRetry} says.
 */
@Component
class CardActions {

	static final String AUTHORIZE = "authorize-card";

	static final String VOID_OR_REFUND = "void-or-refund";

	static final String CAPTURE = "capture-card";

	private static final Logger log = LoggerFactory.getLogger(CardActions.class);

	private final SagaResults results;

	private final Payments payments;

	CardActions(SagaResults results, Payments payments) {
		this.results = results;
		this.payments = payments;
	}

	/**
	 * Authorizes the card that came with the order, if there is one. The order stays
	 * pending while the payment service does not answer. An authorization that cannot be
	 * stored is voided, and the order is cancelled as after a declined card.
	 * @throws PartnerUnavailable if the payment service does not answer; the stock
	 * reservation is stored by then
	 */
	StepResult authorize(PlacementContext context) {
		var order = context.order();
		var unanswered = order.pendingCard();
		if (unanswered.isEmpty() || !this.results.registerCardRequest(order, unanswered.get().paymentId())) {
			return StepResult.CONTINUE;
		}
		return authorize(context, order, unanswered.get());
	}

	private StepResult authorize(PlacementContext context, FulfilmentSnapshot order, PaymentSnapshot charge) {
		switch (ask(context, order, charge)) {
			case Payments.Answer.Authorized answer -> {
				context.recordAuthorization(new Authorized(charge.paymentId(), answer));
				return StepResult.CONTINUE;
			}
			case Payments.Answer.Unstorable(var authorizationId, var fault) -> {
				this.payments.cancel(order.tenantId(), order.orderId(), charge.paymentId(), authorizationId);
				this.results.voidUnstorableCard(order, charge.paymentId(), context.reservation());
				throw UnusablePartnerAnswer.compensated(Partner.PAYMENT, fault);
			}
			case Payments.Answer.Declined(var code) -> {
				log.info("order {}: the card was declined ({})", order.orderId(), code);
				var isCancelled = this.results.declineCard(order, charge.paymentId(), code, context.reservation());
				return isCancelled ? StepResult.ABORT : StepResult.CONTINUE;
			}
		}
	}

	private Payments.Answer ask(PlacementContext context, FulfilmentSnapshot order, PaymentSnapshot charge) {
		try {
			return this.payments.authorize(order.tenantId(), order.orderId(), charge.paymentId(), charge.amount(),
					order.currency(), charge.token());
		}
		catch (PartnerUnavailable ex) {
			this.results.markCardPending(order, charge.paymentId(), context.reservation(), ex);
			throw ex;
		}
	}

	/**
	 * Compensates {@link #authorize} and {@link #capture}: voids authorizations and
	 * records a refund for each captured payment. Cash is handed back at the till; here
	 * the refund is only recorded.
	 */
	void voidOrRefund(FulfilmentSnapshot order) {
		var steps = eachAuthorized(VOID_OR_REFUND, order, (charge) -> {
			this.payments.cancel(order.tenantId(), order.orderId(), charge.paymentId(), charge.authorized());
			this.results.markVoided(order, charge.paymentId());
		});
		if (order.charges().stream().anyMatch((charge) -> charge.state() == State.CAPTURED)) {
			steps.run(VOID_OR_REFUND, () -> this.results.refundAll(order));
		}
		steps.finish();
	}

	/**
	 * Captures what {@link #authorize} has authorized. A card of which the order needs
	 * nothing is voided.
	 */
	void capture(FulfilmentSnapshot completed) {
		var order = this.results.assignCaptureAmounts(completed);
		eachAuthorized(CAPTURE, order, (charge) -> {
			var amount = charge.captureAmount();
			if (amount != null) {
				capture(order, charge, amount);
			}
		}).finish();
	}

	private void capture(FulfilmentSnapshot order, PaymentSnapshot charge, Money amount) {
		if (amount.isZero()) {
			this.payments.cancel(order.tenantId(), order.orderId(), charge.paymentId(), charge.authorized());
			this.results.markVoided(order, charge.paymentId());
		}
		else {
			var captured = this.payments.capture(order.tenantId(), order.orderId(), charge.paymentId(),
					charge.authorized(), amount, charge.held());
			this.results.markCaptured(order, charge.paymentId(), captured);
		}
	}

	/**
	 * Runs the work for each authorized card. A failure with one card does not stop the
	 * next.
	 */
	private static IndependentSteps eachAuthorized(String step, FulfilmentSnapshot order,
			Consumer<PaymentSnapshot> work) {
		var steps = new IndependentSteps();
		order.charges()
			.stream()
			.filter((charge) -> charge.state() == State.AUTHORIZED)
			.forEach((charge) -> steps.run(step, () -> work.accept(charge)));
		return steps;
	}

}
