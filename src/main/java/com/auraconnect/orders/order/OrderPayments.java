package com.auraconnect.orders.order;

import java.time.Clock;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;

/**
 * Payments and refunds of existing orders. Each is stored before the payment service is
 * called, so that a crash, a retry or an outage can neither charge a card twice nor lose
 * a charge. A background task completes whatever is still pending after the request, with
 * the same idempotency key at the payment service.
 */
@Service
public class OrderPayments {

	private static final Logger log = LoggerFactory.getLogger(OrderPayments.class);

	private final Payments payments;

	private final Locations locations;

	private final OrderUnitOfWork unitOfWork;

	private final CardRequests cardRequests;

	private final ClosedDays closedDays;

	private final Clock clock;

	OrderPayments(Payments payments, Locations locations, OrderUnitOfWork unitOfWork, CardRequests cardRequests,
			ClosedDays closedDays, Clock clock) {
		this.payments = payments;
		this.locations = locations;
		this.unitOfWork = unitOfWork;
		this.cardRequests = cardRequests;
		this.closedDays = closedDays;
		this.clock = clock;
	}

	/**
	 * Takes a payment. A card payment stays pending while the payment service does not
	 * answer.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order was cancelled or has too many payments
	 * @throws AmountTooHigh if the amount is more than is open
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 * @throws PaymentDeclined if the bank declines the card
	 */
	public OrderDocument pay(OrderCommandContext target, NewPayment payment) {
		var taken = this.unitOfWork.changeAndReturn(target, (order) -> new PendingPayment(order.sale().currency(),
				order.money().pay(payment, coin(order), target.by().actor(), this.clock.instant())));
		if (!payment.method().isCharged()) {
			return taken.document();
		}
		try {
			return authorize(target, taken.result());
		}
		catch (PartnerUnavailable ex) {
			return leavePending(target.asSystem(), taken.result().payment().storedId(), ex.isArrivalPossible());
		}
		catch (UnstorableAuthorization ex) {
			return leavePending(target.asSystem(), taken.result().payment().storedId(), true);
		}
	}

	private @Nullable Money coin(Order order) {
		return this.locations.getInTransaction(order.tenantId(), order.locationId()).payments().coin();
	}

	/** Leaves the payment to the background task and marks the order as degraded. */
	private OrderDocument leavePending(OrderCommandContext target, long paymentId, boolean arrivalPossible) {
		log.info("order {}: payment {} is pending", target.orderId(), paymentId);
		if (!arrivalPossible) {
			this.cardRequests.unregister(target.by().tenantId(), paymentId);
		}
		return this.unitOfWork.change(target, (order) -> order.money()
			.markAwaitingPayment(order.money().ledger().get(paymentId), this.clock.instant()));
	}

	/**
	 * Reports that the bank holds the money, but the authorization id cannot be stored.
	 */
	private static final class UnstorableAuthorization extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Payments.Answer.Unstorable answer;

		UnstorableAuthorization(Payments.Answer.Unstorable answer) {
			super(answer.fault());
			this.answer = answer;
		}

	}

	private OrderDocument authorize(OrderCommandContext target, PendingPayment pending) {
		var tenantId = target.by().tenantId();
		var payment = pending.payment();
		var paymentId = payment.storedId();
		return switch (this.payments.authorize(tenantId, target.orderId(), paymentId, payment.charge(),
				pending.currency(), payment.requiredToken())) {
			case Payments.Answer.Authorized yes -> storeAuthorization(target.asSystem(), paymentId, yes);
			case Payments.Answer.Unstorable unstorable -> throw new UnstorableAuthorization(unstorable);
			case Payments.Answer.Declined(var code) -> {
				storeDecline(OrderCommandContext.ofSystem(tenantId, target.orderId()), paymentId, code);
				throw new PaymentDeclined(code);
			}
		};
	}

	private OrderDocument storeAuthorization(OrderCommandContext target, long paymentId,
			Payments.Answer.Authorized answer) {
		return this.unitOfWork.change(target, (order) -> {
			var payment = order.money().ledger().get(paymentId);
			if (payment.canBeAuthorized(order.status())) {
				order.money()
					.markAuthorized(payment, answer.authorizationId(), answer.lastFour(), this.clock.instant());
			}
		});
	}

	private void storeDecline(OrderCommandContext target, long paymentId, String code) {
		this.unitOfWork.change(target, (order) -> {
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING) {
				order.money().markDeclined(payment, code, this.clock.instant());
			}
		});
	}

	/**
	 * Changes the tip of a payment until it is captured, also after the order is
	 * completed.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws PaymentNotFound if the order has no such payment
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the order is cancelled, the payment is pending or has
	 * ended, or is a share of a payment of the check
	 * @throws PaymentCaptured if the money was taken or is being taken, or it is cash of
	 * a day that is closed
	 * @throws AmountTooHigh if the guest has not handed over as much cash
	 */
	public OrderDocument changeTip(OrderCommandContext target, long paymentId, Amount tip) {
		return this.unitOfWork.change(target, (order) -> {
			var payment = order.money().ledger().getOwn(paymentId);
			requireDayOpen(order, payment);
			order.money().changeTip(payment, tip, this.clock.instant());
		});
	}

	/** The cash of a closed day is counted. Cards are fixed by their capture instead. */
	private void requireDayOpen(Order order, Payment payment) {
		if (payment.method() != PaymentMethod.CASH) {
			return;
		}
		var day = this.locations.getInTransaction(order.tenantId(), order.locationId())
			.businessDay(payment.createdAt());
		if (this.closedDays.isCounted(order.tenantId(), order.locationId(), day, payment.createdAt())) {
			throw new PaymentCaptured("The day of payment " + payment.storedId()
					+ " is closed and its cash counted; its tip cannot be changed");
		}
	}

	/**
	 * Voids a payment that is not captured. Money that the bank holds is released in the
	 * background if the payment service does not answer at once.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws PaymentNotFound if the order has no such payment
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the bank has declined the card, or the payment is a
	 * share of a payment of the check
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 */
	public OrderDocument voidPayment(OrderCommandContext target, long paymentId) {
		var document = this.unitOfWork.change(target,
				(order) -> order.money().voidPayment(order.money().ledger().getOwn(paymentId), this.clock.instant()));
		try {
			releaseMoney(target.by().tenantId(), target.orderId(), paymentId);
		}
		catch (PartnerUnavailable ex) {
			log.info("order {}: the money of payment {} is released later", target.orderId(), paymentId);
		}
		return document;
	}

	/**
	 * Releases what the bank may hold for a voided payment. If an authorization was
	 * requested and not answered, the request is repeated to learn what to release.
	 * @throws UnusablePartnerAnswer if the payment service's answer has no usable id
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void releaseMoney(long tenantId, long orderId, long paymentId) {
		var target = OrderCommandContext.ofSystem(tenantId, orderId);
		var given = this.unitOfWork.view(target,
				(order) -> new PendingPayment(order.sale().currency(), order.money().ledger().get(paymentId)));
		var payment = given.payment();
		if (!payment.mayHoldMoney()) {
			forgetToken(target, payment);
			return;
		}
		var authorizationId = payment.authorizationId();
		if (authorizationId == null) {
			authorizationId = findAuthorization(target, given);
		}
		if (authorizationId != null) {
			this.payments.cancel(tenantId, orderId, paymentId, authorizationId);
		}
		forgetToken(target, payment);
	}

	private void forgetToken(OrderCommandContext target, Payment payment) {
		if (payment.status() == Payment.State.VOIDED && payment.cardToken() != null) {
			this.unitOfWork.change(target, (order) -> order.money().ledger().get(payment.storedId()).forgetToken());
		}
	}

	/** Returns the id of the authorization, null if the bank has declined the card. */
	private @Nullable String findAuthorization(OrderCommandContext target, PendingPayment given) {
		var tenantId = target.by().tenantId();
		var payment = given.payment();
		return switch (this.payments.authorize(tenantId, target.orderId(), payment.storedId(), payment.charge(),
				given.currency(), payment.requiredToken())) {
			case Payments.Answer.Authorized(var id, var _) -> id;
			case Payments.Answer.Unstorable(var id, var _) -> id;
			case Payments.Answer.Declined _ -> null;
		};
	}

	/**
	 * Refunds money of a payment. A card refund is sent in the background if the payment
	 * service does not answer at once.
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws UnknownPayment if the order has no such payment
	 * @throws StaleOrderVersion if the order is past the version that the caller has seen
	 * @throws InvalidOrderState if the payment is not captured, is a share of a payment
	 * of the check, or the order has as many refunds as it may have
	 * @throws AmountTooHigh if less is left to refund
	 */
	public OrderDocument refund(OrderCommandContext target, long paymentId, NewRefund refund) {
		var promised = this.unitOfWork.changeAndReturn(target, (order) -> {
			var payment = requirePayment(order, paymentId);
			order.money().requireRoomForRefund();
			return order.money().refund(payment, refund, target.by().actor(), this.clock.instant());
		});
		if (promised.result().status() == Refund.State.DONE) {
			return promised.document();
		}
		try {
			return sendRefund(target.asSystem(), paymentId, promised.result().storedId());
		}
		catch (PartnerUnavailable ex) {
			log.info("order {}: refund {} is pending", target.orderId(), promised.result().storedId());
			return promised.document();
		}
	}

	/**
	 * The payment is named in the body, so that it is a fault of the request, not 404.
	 */
	private static Payment requirePayment(Order order, long paymentId) {
		try {
			return order.money().ledger().getOwn(paymentId);
		}
		catch (PaymentNotFound ex) {
			throw new UnknownPayment(paymentId);
		}
	}

	private OrderDocument sendRefund(OrderCommandContext target, long paymentId, long refundId) {
		var request = this.unitOfWork.view(target, (found) -> RefundRequest.of(found, paymentId, refundId));
		this.payments.refund(target.by().tenantId(), target.orderId(), refundId, request.authorizationId(),
				request.amount());
		return this.unitOfWork.change(target,
				(found) -> found.money().markRefundDone(paymentId, refundId, this.clock.instant()));
	}

	private record RefundRequest(String authorizationId, Money amount) {

		static RefundRequest of(Order order, long paymentId, long refundId) {
			var payment = order.money().ledger().get(paymentId);
			return new RefundRequest(Objects.requireNonNull(payment.authorizationId()),
					payment.refund(refundId).amount());
		}

	}

	/**
	 * Completes a pending card payment.
	 * @throws UnusablePartnerAnswer if the payment service's answer cannot be stored
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void resumePayment(long tenantId, long orderId, long paymentId) {
		var target = OrderCommandContext.ofSystem(tenantId, orderId);
		var open = this.unitOfWork.view(target,
				(order) -> new PendingPayment(order.sale().currency(), order.money().ledger().get(paymentId)));
		if (open.payment().status() == Payment.State.PENDING && registerRequest(target, paymentId)) {
			try {
				authorize(target, open);
			}
			catch (PaymentDeclined ex) {
				log.info("order {}: payment {}: {}", orderId, paymentId, ex.getMessage());
			}
			catch (UnstorableAuthorization ex) {
				voidAuthorization(target, paymentId, ex.answer);
			}
			catch (PartnerUnavailable ex) {
				leavePending(target, paymentId, ex.isArrivalPossible());
				throw ex;
			}
		}
	}

	/**
	 * Counts the authorization request that is about to be sent. If the order was
	 * cancelled before the first request, the payment is voided instead.
	 * @return whether the request is to be sent
	 */
	private boolean registerRequest(OrderCommandContext target, long paymentId) {
		if (this.cardRequests.tryRegister(target.by().tenantId(), paymentId)) {
			return true;
		}
		this.unitOfWork.change(target, (order) -> {
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING && !payment.isAuthorizationRequested()) {
				order.money().markVoided(payment, this.clock.instant());
			}
		});
		return false;
	}

	/**
	 * Cancels the authorization at the payment service, so that no money stays held for a
	 * payment whose authorization id cannot be stored.
	 */
	private void voidAuthorization(OrderCommandContext target, long paymentId, Payments.Answer.Unstorable answer) {
		this.payments.cancel(target.by().tenantId(), target.orderId(), paymentId, answer.authorizationId());
		this.unitOfWork.change(target, (order) -> {
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING) {
				order.money().markVoided(payment, this.clock.instant());
			}
		});
		throw UnusablePartnerAnswer.compensated(Partner.PAYMENT, answer.fault());
	}

	private record PendingPayment(String currency, Payment payment) {
	}

	/**
	 * Completes a pending refund.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void resumeRefund(long tenantId, long orderId, long paymentId, long refundId) {
		var target = OrderCommandContext.ofSystem(tenantId, orderId);
		var status = this.unitOfWork.view(target,
				(order) -> order.money().ledger().get(paymentId).refund(refundId).status());
		if (status == Refund.State.PENDING) {
			sendRefund(target, paymentId, refundId);
		}
	}

}
