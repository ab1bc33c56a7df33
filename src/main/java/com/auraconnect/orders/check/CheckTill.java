package com.auraconnect.orders.check;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongBiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.AmountReader;
import com.auraconnect.orders.order.AmountTooHigh;
import com.auraconnect.orders.order.CheckNotFound;
import com.auraconnect.orders.order.CheckPayments;
import com.auraconnect.orders.order.ClosedDays;
import com.auraconnect.orders.order.InvalidCheckState;
import com.auraconnect.orders.order.InvalidOrderState;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.NewPayment;
import com.auraconnect.orders.order.NewRefund;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.PaymentCaptured;
import com.auraconnect.orders.order.PaymentDeclined;
import com.auraconnect.orders.order.PaymentNotFound;
import com.auraconnect.orders.order.UnknownItem;
import com.auraconnect.orders.order.UnknownPayment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Payments and refunds of checks, each change in one transaction with the shares of all
 * orders. {@link CheckPayments} has the rules, {@link CheckCards} talks to the payment
 * service.
 */
@Service
class CheckTill {

	private final CheckService service;

	private final CheckPaymentChanges changes;

	private final CheckRepository checks;

	private final CheckCards cards;

	private final CheckCardRepository cardRows;

	private final CheckCardTasks tasks;

	private final OrderUnitOfWork unitOfWork;

	private final Locations locations;

	private final ClosedDays closedDays;

	CheckTill(CheckService service, CheckPaymentChanges changes, CheckRepository checks, CheckCards cards,
			CheckCardRepository cardRows, CheckCardTasks tasks, OrderUnitOfWork unitOfWork, Locations locations,
			ClosedDays closedDays) {
		this.service = service;
		this.changes = changes;
		this.checks = checks;
		this.cards = cards;
		this.cardRows = cardRows;
		this.tasks = tasks;
		this.unitOfWork = unitOfWork;
		this.locations = locations;
		this.closedDays = closedDays;
	}

	/**
	 * Takes a payment. A card payment stays pending while the payment service does not
	 * answer.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws InvalidCheckState if the check is closed or has nothing to pay for
	 * @throws InvalidOrderState if an order has too many payments
	 * @throws AmountTooHigh if the amount is more than is open
	 * @throws PaymentDeclined if the bank declines the card
	 */
	CheckDocument pay(CheckCommand target, NewPayment payment) {
		var tenantId = target.by().tenantId();
		var id = new AtomicLong();
		var taken = change(target, (check, orders) -> {
			check.requireOpen();
			var by = target.by().actor();
			var location = this.locations.getInTransaction(check.tenantId(), check.locationId());
			var sums = Sums.of(payment, orders.unitOr(location.unit()));
			id.set(this.checks.insertPayment(check, payment, sums.charge(), sums.tendered(), by, this.service.now()));
			orders.take(id.get(), payment, location.payments().coin(), by, this.service.now());
			if (payment.method().isCharged()) {
				this.tasks.guardAuthorization(tenantId, id.get());
			}
			return id.get();
		});
		return payment.method().isCharged() ? this.cards.authorize(tenantId, id.get(), target.recorder()) : taken;
	}

	/**
	 * Amounts of a payment in the minor unit of the orders.
	 *
	 * @param charge the amount with the tip
	 * @param tendered the cash that the guest has handed over, null if it was not said
	 */
	private record Sums(Money charge, @Nullable Money tendered) {

		static Sums of(NewPayment payment, MinorUnit unit) {
			var reader = new AmountReader(unit);
			var amount = reader.money("amount", payment.amount());
			var tip = reader.money("tip_amount", payment.tip());
			var tendered = reader.optional("tendered", payment.tendered());
			reader.requireValid();
			return new Sums(amount.plus(tip), tendered);
		}

	}

	/**
	 * Changes the tip of a payment in cash, also on a closed check, or of a card until it
	 * is captured.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws PaymentCaptured if the money was taken or is being taken, or it is cash of
	 * a day that is closed
	 * @throws AmountTooHigh if the guest has not handed over as much
	 */
	CheckDocument changeTip(CheckCommand target, long paymentId, Amount tip) {
		return change(target, (check, orders) -> {
			var isCard = orders.isCard(paymentId);
			if (!isCard) {
				requireDayOpen(check, paymentId);
			}
			var tendered = isCard ? null : this.checks.tendered(check, paymentId).map(Money::of).orElse(null);
			orders.changeTip(paymentId, tip, tendered, this.service.now());
			return paymentId;
		});
	}

	/** The cash of a closed day is counted. */
	private void requireDayOpen(Check check, long paymentId) {
		this.checks.takenAt(check, paymentId).ifPresent((at) -> {
			var day = this.locations.getInTransaction(check.tenantId(), check.locationId()).businessDay(at);
			if (this.closedDays.isCounted(check.tenantId(), check.locationId(), day, at)) {
				throw new PaymentCaptured("The day of payment " + paymentId + " is closed; its tip cannot be changed");
			}
		});
	}

	/**
	 * Voids a payment that is not captured. Money that the bank holds is released in the
	 * background if the payment service does not answer at once.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws PaymentNotFound if the check has no such payment
	 * @throws InvalidCheckState if the check is closed
	 * @throws InvalidOrderState if the bank has declined the card
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 */
	CheckDocument voidPayment(CheckCommand target, long paymentId) {
		var tenantId = target.by().tenantId();
		var isVoided = new AtomicBoolean();
		var document = change(target, (check, orders) -> {
			check.requireOpen();
			orders.voidPayment(paymentId, this.service.now());
			var card = this.cardRows.get(tenantId, paymentId);
			isVoided.set(card.status() != Payment.State.VOIDED);
			if (isVoided.get()) {
				this.cardRows.requestVoid(card);
				this.tasks.guardRelease(tenantId, paymentId);
			}
			return paymentId;
		});
		if (isVoided.get()) {
			this.cards.releaseOrPostpone(tenantId, paymentId);
		}
		return document;
	}

	/**
	 * Refunds money of a payment, also of a closed check. A card refund is sent in the
	 * background if the payment service does not answer at once.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws StaleCheckVersion if the version does not match
	 * @throws UnknownPayment if the check has no such payment
	 * @throws UnknownItem if no order with a share has one of the lines
	 * @throws InvalidOrderState if the payment is not captured
	 * @throws AmountTooHigh if less is left to refund
	 */
	CheckDocument refund(CheckCommand target, long paymentId, NewRefund refund) {
		var tenantId = target.by().tenantId();
		var number = new AtomicReference<>(Optional.<Long>empty());
		var promised = change(target, (_, orders) -> {
			number.set(orders.refund(paymentId, refund, this.cardRows::nextRefundId, target.by().actor(),
					this.service.now()));
			number.get().ifPresent((id) -> this.tasks.guardRefund(tenantId, paymentId, id));
			return paymentId;
		});
		return number.get()
			.flatMap((id) -> this.cards.refund(tenantId, paymentId, id, target.recorder()))
			.orElse(promised);
	}

	/**
	 * Changes the payments of a check.
	 * @param work returns the id of the payment
	 */
	private CheckDocument change(CheckCommand target, ToLongBiFunction<Check, CheckPayments> work) {
		return this.unitOfWork.changeSeveral((transaction) -> {
			var before = this.service.locked(target);
			var orders = transaction.lock(target.by(), this.service.orderIds(before));
			var paymentId = work.applyAsLong(before, new CheckPayments(orders));
			return transaction.write(orders) ? this.changes.save(target, before, paymentId)
					: this.service.answer(target, 200, before);
		});
	}

}
