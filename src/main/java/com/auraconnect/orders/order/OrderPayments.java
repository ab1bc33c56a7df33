package com.auraconnect.orders.order;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.Money;

/**
 * Payments for orders that are there, and their way back. Each is written down before the
 * payment service is asked, so that a crash, a repetition or an outage cannot charge a
 * card twice or forget that it was charged: what is still open after the request is
 * carried on in the background, under the same name at the payment service.
 */
@Service
public class OrderPayments {

	private static final Logger log = LoggerFactory.getLogger(OrderPayments.class);

	private final Payments payments;

	private final Locations locations;

	private final OrderUnitOfWork transactions;

	private final CardRequests cardRequests;

	private final Clock clock;

	OrderPayments(Payments payments, Locations locations, OrderUnitOfWork transactions, CardRequests cardRequests,
			Clock clock) {
		this.payments = payments;
		this.locations = locations;
		this.transactions = transactions;
		this.cardRequests = cardRequests;
		this.clock = clock;
	}

	/**
	 * Takes a payment. While the payment service does not answer, a card payment is
	 * pending.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws NotInThisState if the order was called off
	 * @throws AmountTooHigh if it is more than is open
	 * @throws PaymentDeclined if the bank says no
	 */
	public OrderDocument pay(OrderCommandContext target, NewPayment payment) {
		var taken = new AtomicReference<Payment>();
		var accepted = this.transactions.change(target, (order) -> taken.set(order.pay(payment, this.clock.instant())));
		if (payment.method() == PaymentMethod.CASH) {
			return accepted;
		}
		try {
			return authorize(target, accepted.locationId(), taken.get());
		}
		catch (PartnerUnavailable ex) {
			return awaited(target.continued(), taken.get().storedId(), ex.isArrivalPossible());
		}
		catch (UnstorableHold ex) {
			return awaited(target.continued(), taken.get().storedId(), true);
		}
	}

	/** Leaves the payment to the task; the order says that it waits. */
	private OrderDocument awaited(OrderCommandContext target, long paymentId, boolean arrivalPossible) {
		log.info("order {}: payment {} is pending", target.orderId(), paymentId);
		if (!arrivalPossible) {
			this.cardRequests.takeBack(target.by().tenantId(), paymentId);
		}
		return this.transactions.change(target,
				(order) -> order.paymentAwaited(order.ledger().get(paymentId), this.clock.instant()));
	}

	/** The bank holds the money under a name that cannot be stored. */
	private static final class UnstorableHold extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Payments.Answer.Unstorable answer;

		UnstorableHold(Payments.Answer.Unstorable answer) {
			super(answer.fault());
			this.answer = answer;
		}

	}

	private OrderDocument authorize(OrderCommandContext target, long locationId, Payment payment) {
		var tenantId = target.by().tenantId();
		var currency = this.locations.get(tenantId, locationId).currency();
		var paymentId = payment.storedId();
		return switch (this.payments.authorize(tenantId, target.orderId(), paymentId, payment.charge(), currency,
				payment.requiredToken())) {
			case Payments.Answer.Authorized yes -> authorized(target.continued(), paymentId, yes);
			case Payments.Answer.Unstorable unstorable -> throw new UnstorableHold(unstorable);
			case Payments.Answer.Declined(var code) -> {
				declined(OrderCommandContext.ofSystem(tenantId, target.orderId()), paymentId, code);
				throw new PaymentDeclined(code);
			}
		};
	}

	private OrderDocument authorized(OrderCommandContext target, long paymentId, Payments.Answer.Authorized answer) {
		return this.transactions.change(target, (order) -> {
			var payment = order.ledger().get(paymentId);
			if (payment.awaitsAuthorization()) {
				order.paymentAuthorized(payment, answer.authorizationId(), answer.lastFour(), this.clock.instant());
			}
		});
	}

	private void declined(OrderCommandContext target, long paymentId, String code) {
		this.transactions.change(target, (order) -> {
			var payment = order.ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING) {
				order.paymentDeclined(payment, code, this.clock.instant());
			}
		});
	}

	/**
	 * Gives money of a payment back. A card's is sent in the background if the payment
	 * service does not answer at once.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws PaymentNotFound if the order has no such payment
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws NotInThisState if the payment has no money here
	 * @throws AmountTooHigh if it has less here
	 */
	public OrderDocument refund(OrderCommandContext target, long paymentId, Money amount, String reason) {
		var promised = new AtomicReference<Refund>();
		var accepted = this.transactions.change(target, (order) -> promised
			.set(order.refund(order.ledger().get(paymentId), amount, reason, this.clock.instant())));
		if (promised.get().status() == Refund.State.DONE) {
			return accepted;
		}
		try {
			return send(target.continued(), paymentId, promised.get().storedId());
		}
		catch (PartnerUnavailable ex) {
			log.info("order {}: refund {} is pending", accepted.id(), promised.get().storedId());
			return accepted;
		}
	}

	private OrderDocument send(OrderCommandContext target, long paymentId, long refundId) {
		var order = this.transactions.view(target, (found) -> Returned.of(found, paymentId, refundId));
		this.payments.refund(target.by().tenantId(), target.orderId(), refundId, order.authorizationId(),
				order.amount());
		return this.transactions.change(target, (found) -> found.refundDone(paymentId, refundId, this.clock.instant()));
	}

	private record Returned(String authorizationId, Money amount) {

		static Returned of(Order order, long paymentId, long refundId) {
			var payment = order.ledger().get(paymentId);
			return new Returned(Objects.requireNonNull(payment.authorizationId()), payment.refund(refundId).amount());
		}

	}

	/**
	 * Sees a pending card payment through.
	 * @throws UnusablePartnerAnswer if the payment service's answer cannot be stored
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void resumePayment(long tenantId, long orderId, long paymentId) {
		var target = OrderCommandContext.ofSystem(tenantId, orderId);
		var open = this.transactions.view(target,
				(order) -> new Open(order.locationId(), order.ledger().get(paymentId)));
		if (open.payment().status() == Payment.State.PENDING && begin(target, paymentId)) {
			try {
				authorize(target, open.locationId(), open.payment());
			}
			catch (PaymentDeclined ex) {
				log.info("order {}: payment {}: {}", orderId, paymentId, ex.getMessage());
			}
			catch (UnstorableHold ex) {
				giveUp(target, paymentId, ex.answer);
			}
			catch (PartnerUnavailable ex) {
				awaited(target, paymentId, ex.isArrivalPossible());
				throw ex;
			}
		}
	}

	/** Whether the card is to be asked for. That of an order called off before is not. */
	private boolean begin(OrderCommandContext target, long paymentId) {
		if (this.cardRequests.begin(target.by().tenantId(), paymentId)) {
			return true;
		}
		this.transactions.change(target, (order) -> {
			var payment = order.ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING && !payment.isAskedFor()) {
				order.paymentVoided(payment, this.clock.instant());
			}
		});
		return false;
	}

	/** Voids the hold, so that nothing is held for a payment that nothing is known of. */
	private void giveUp(OrderCommandContext target, long paymentId, Payments.Answer.Unstorable answer) {
		this.payments.cancel(target.by().tenantId(), target.orderId(), paymentId, answer.authorizationId());
		this.transactions.change(target, (order) -> {
			var payment = order.ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING) {
				order.paymentVoided(payment, this.clock.instant());
			}
		});
		throw UnusablePartnerAnswer.compensated(Partner.PAYMENT, answer.fault());
	}

	private record Open(long locationId, Payment payment) {
	}

	/**
	 * Sees a promised refund through.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void resumeRefund(long tenantId, long orderId, long paymentId, long refundId) {
		var target = OrderCommandContext.ofSystem(tenantId, orderId);
		var status = this.transactions.view(target, (order) -> order.ledger().get(paymentId).refund(refundId).status());
		if (status == Refund.State.PENDING) {
			send(target, paymentId, refundId);
		}
	}

}
