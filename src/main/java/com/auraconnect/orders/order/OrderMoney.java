package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.PaymentChanged;
import com.auraconnect.orders.order.OrderEvent.PaymentTaken;
import com.auraconnect.orders.order.OrderEvent.PaymentVoided;
import com.auraconnect.orders.order.OrderEvent.RefundRequested;
import com.auraconnect.orders.order.OrderEvent.TipChanged;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;

/** Adjustments, payments and refunds of an order. */
public final class OrderMoney {

	private static final int MAX_ADJUSTMENTS = 50;

	private static final int MAX_PAYMENTS = 50;

	private static final int MAX_REFUNDS = 50;

	private final Order order;

	private final List<Payment> payments = new ArrayList<>();

	OrderMoney(Order order) {
		this.order = order;
	}

	/** Returns the payments, oldest first. */
	List<Payment> payments() {
		return List.copyOf(this.payments);
	}

	/** Adds the payments as loaded. */
	void attach(List<Payment> loaded) {
		this.payments.addAll(loaded);
	}

	/**
	 * Adjusts what the order costs, also after it was handed over.
	 * @throws UnknownItem if the order has no such line, or it was taken off
	 * @throws InvalidOrderState if the order is cancelled, has too many adjustments or
	 * was changed as often as it may be, or if a line with its modifiers would cost less
	 * than nothing
	 * @throws InvalidAmounts if the currency does not have the value
	 * @throws OrderTooExpensive if a sum is larger than can be stored
	 */
	public void adjust(NewAdjustment wanted, String by, Instant now) {
		requireAdjustable();
		this.order.requireRoomForChange();
		var itemId = wanted.itemId();
		if (itemId != null
				&& this.order.items().stream().noneMatch((item) -> item.storedId() == itemId && item.isActive())) {
			throw new UnknownItem(itemId);
		}
		if (this.order.prices().adjustments().size() == MAX_ADJUSTMENTS) {
			throw new InvalidOrderState("An order can have " + MAX_ADJUSTMENTS + " adjustments, no more");
		}
		// a version has one adjustment, so the version is an id that no other has or had
		var added = new ArrayList<>(this.order.prices().adjustments());
		added.add(OrderAdjustment.of(wanted.in(this.order.unit()), this.order.version() + 1, this.order.unit(), by,
				this.order.nextUpdate(now)));
		try {
			repriceWith(added, now);
		}
		catch (OrderTooExpensive ex) {
			throw OrderTooExpensive.byAdjustment(this.order.unit().largest());
		}
	}

	/**
	 * Takes an adjustment back.
	 * @throws AdjustmentNotFound if the order has no such adjustment
	 * @throws InvalidOrderState if the order is cancelled, or if a line with its
	 * modifiers would cost less than nothing
	 */
	public void removeAdjustment(long adjustmentId, Instant now) {
		requireAdjustable();
		var left = this.order.prices()
			.adjustments()
			.stream()
			.filter((adjustment) -> adjustment.id() != adjustmentId)
			.toList();
		if (left.size() == this.order.prices().adjustments().size()) {
			throw new AdjustmentNotFound(adjustmentId);
		}
		repriceWith(left, now);
	}

	private void requireAdjustable() {
		if (this.order.status() == OrderStatus.CANCELLED) {
			throw new InvalidOrderState("An order that is cancelled costs nothing and cannot be adjusted");
		}
	}

	/** Prices the order again, by the rules of its sale. */
	void reprice(Instant now) {
		repriceWith(this.order.prices().adjustments(), now);
	}

	private void repriceWith(List<OrderAdjustment> adjustments, Instant now) {
		var before = PriceSnapshot.of(this.order);
		this.order.touch(now);
		this.order.update(this.order.totals(), this.order.prices().with(adjustments));
		OrderPricing.price(this.order);
		this.order.updatePaymentStatus();
		this.order.tracking().record(before.changes(this.order, List.of()));
	}

	/** Adds the payment of the whole order. A free order without a tip has none. */
	void payInFull(NewOrder.PaymentIntent intent, PaymentRules rules, String by, Instant now) {
		var due = this.order.totals().withoutTip();
		var amount = (intent.method() == PaymentMethod.CASH) ? rules.inCash(due) : due;
		if (amount.isPositive() || intent.tip().isPositive()) {
			var payment = new NewPayment(intent.method(), Amount.of(amount), intent.tip(), intent.token());
			// a terminal that was offline took the money when it took the order; a card
			// is asked for now
			var takenAt = intent.method().isCharged() ? now : this.order.createdAt();
			this.payments.add(new Payment(this.order, payment, payment.in(this.order.unit()), due.minus(amount), true,
					by, takenAt));
		}
	}

	/**
	 * Adds a payment; a card payment still has to be authorized.
	 * @param coin the smallest coin of the location, null if cash is not rounded
	 * @throws InvalidOrderState if the order was cancelled or has too many payments
	 * @throws AmountTooHigh if the amount is more than is open, unless it is that rounded
	 * to the coin
	 * @throws InvalidAmounts if the currency does not have the amounts
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 */
	Payment pay(NewPayment payment, @Nullable Money coin, String by, Instant now) {
		requirePayable();
		var sums = payment.in(this.order.unit());
		var rounding = PaymentLedger.rounding(payment.method(), sums.amount(), payable(), sameUnit(coin));
		this.order.touch(now);
		return add(new Payment(this.order, payment, sums, rounding, false, by, this.order.updatedAt()));
	}

	/**
	 * Adds the order's share in a payment of its check, which {@link CheckPayments} has
	 * computed.
	 * @throws InvalidOrderState if the order was cancelled or has too many payments
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 */
	void payShare(long checkPaymentId, NewPayment share, Money rounding, String by, Instant now) {
		requirePayable();
		this.order.touch(now);
		add(Payment.shareOf(checkPaymentId, this.order, share, rounding, by, this.order.updatedAt()));
	}

	private void requirePayable() {
		if (this.order.status() == OrderStatus.CANCELLED) {
			throw new InvalidOrderState("An order that is cancelled cannot be paid");
		}
		if (this.payments.size() == MAX_PAYMENTS) {
			throw new InvalidOrderState("An order can have " + MAX_PAYMENTS + " payments, no more");
		}
	}

	private Payment add(Payment added) {
		this.payments.add(added);
		recordPayments(new PaymentTaken(added));
		return added;
	}

	/** Returns what no payment covers; negative for what is owed to the guest. */
	Money payable() {
		return ledger().payable(this.order.status(), this.order.totals());
	}

	/** Whether the order has a share in a payment of its check. */
	boolean hasShare() {
		return this.payments.stream().anyMatch((payment) -> payment.checkPaymentId() != null);
	}

	/**
	 * Returns the coin in the minor unit of the order, null if that has fewer decimals:
	 * an order that was taken before its location's currency had its own decimals.
	 */
	@Nullable Money sameUnit(@Nullable Money coin) {
		return (coin != null && Amount.of(coin).fits(this.order.unit())) ? Amount.of(coin).in(this.order.unit()) : null;
	}

	/**
	 * Marks the order as waiting for the payment service, if the payment is still
	 * pending.
	 */
	void markAwaitingPayment(Payment payment, Instant now) {
		if (payment.status() == Payment.State.PENDING) {
			this.order.markDegraded(Partner.PAYMENT, now);
		}
	}

	/** Marks a payment as authorized: the bank holds the money. */
	void markAuthorized(Payment payment, String authorizationId, @Nullable String lastFour, Instant now) {
		payment.markAuthorized(authorizationId, lastFour);
		recordPaymentAnswer(payment, now);
	}

	/** Marks a payment as declined by the bank. */
	void markDeclined(Payment payment, String code, Instant now) {
		payment.markDeclined(code);
		recordPaymentAnswer(payment, now);
	}

	/**
	 * Marks a payment as captured.
	 * @param captured the amount with the tip that the payment service has taken
	 */
	void markCaptured(Payment payment, Money captured, Instant now) {
		payment.markCaptured(captured);
		recordPaymentChange(new PaymentChanged(payment), now);
	}

	/**
	 * Changes the tip of a payment, also after the order is completed.
	 * @throws InvalidOrderState if the order is cancelled or was changed as often as it
	 * may be, or the payment is pending or has ended
	 * @throws PaymentCaptured if the tip was taken, or is being taken
	 * @throws AmountTooHigh if the guest has not handed over as much cash
	 * @throws InvalidAmounts if the currency does not have the tip
	 * @throws OrderTooExpensive if the total with the tip is larger than can be stored
	 */
	void changeTip(Payment payment, Amount wanted, Instant now) {
		if (this.order.status() == OrderStatus.CANCELLED) {
			throw new InvalidOrderState("An order that is cancelled takes no tip");
		}
		var reader = new AmountReader(this.order.unit());
		var tip = reader.money("tip_amount", wanted);
		reader.requireValid();
		if (!payment.tipAmount().equals(tip)) {
			this.order.requireRoomForChange();
			payment.changeTip(tip);
			recordPaymentChange(new TipChanged(payment), now);
		}
	}

	/**
	 * Voids a payment that is pending or authorized. Money that the bank holds for it
	 * still has to be released. Does nothing for one that was voided before.
	 * @throws InvalidOrderState if the bank has declined the card
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 */
	void voidPayment(Payment payment, Instant now) {
		if (payment.status() == Payment.State.VOIDED) {
			return;
		}
		payment.requestVoid();
		this.order.touch(now);
		recordPayments(new PaymentVoided(payment));
		clearDegradedIfNothingPends(now);
	}

	/** Marks a payment as voided: its authorization was cancelled or never made. */
	void markVoided(Payment payment, Instant now) {
		payment.markVoided();
		recordPaymentAnswer(payment, now);
	}

	/**
	 * Adds a refund; a card refund still has to be sent.
	 * @throws UnknownItem if the order has no line that is to be refunded
	 * @throws InvalidOrderState if the payment is not captured, or nothing would go back
	 * @throws AmountTooHigh if less is left to refund
	 * @throws InvalidAmounts if the currency does not have the amount
	 */
	Refund refund(Payment payment, NewRefund wanted, String by, Instant now) {
		var items = new ItemRefunds(this.order).price(wanted.items());
		var amount = wanted.total(items, this.order.unit());
		this.order.touch(now);
		var refund = payment.refund(wanted, amount, items, (ofBill) -> new RefundTaxes(this.order).in(items, ofBill),
				by, this.order.updatedAt());
		recordPayments(new RefundRequested(payment, refund));
		return refund;
	}

	/**
	 * Checks that one more refund may be requested. Those of a cancellation are always
	 * made.
	 * @throws InvalidOrderState if the order has as many refunds as it may have
	 */
	void requireRoomForRefund() {
		if (this.payments.stream().mapToInt((payment) -> payment.refunds().size()).sum() >= MAX_REFUNDS) {
			throw new InvalidOrderState("An order can have " + MAX_REFUNDS + " refunds, no more");
		}
	}

	/** Marks a refund as done. */
	void markRefundDone(long paymentId, long refundId, Instant now) {
		var payment = ledger().get(paymentId);
		var refund = payment.refund(refundId);
		if (refund.status() == Refund.State.PENDING) {
			refund.markDone();
			recordPaymentChange(new PaymentChanged(payment), now);
		}
	}

	/**
	 * Sets the capture amount of each authorized card that has none yet, oldest first, to
	 * what the order costs now. Clients see it when the money is taken.
	 */
	void assignCaptureAmounts() {
		ledger().assignCaptureAmounts(balance().open());
	}

	PaymentLedger ledger() {
		return new PaymentLedger(this.payments, this.order.unit());
	}

	/** Returns what was paid and what is open. */
	Balance balance() {
		return ledger().balance(this.order.status(), this.order.totals());
	}

	/**
	 * Records that a payment has changed by an answer of the payment service, or with the
	 * payment of the check that it is a share of.
	 */
	void recordPaymentAnswer(Payment payment, Instant now) {
		recordPaymentChange(new PaymentChanged(payment), now);
		clearDegradedIfNothingPends(now);
	}

	private void clearDegradedIfNothingPends(Instant now) {
		if (this.payments.stream().noneMatch((other) -> other.status() == Payment.State.PENDING)) {
			this.order.clearDegraded(Partner.PAYMENT, now);
		}
	}

	private void recordPaymentChange(OrderEvent event, Instant now) {
		this.order.touch(now);
		recordPayments(event);
	}

	private void recordPayments(OrderEvent event) {
		this.order.update(OrderPricing.withTip(this.order.totals(), ledger().tips()), this.order.prices());
		this.order.updatePaymentStatus();
		this.order.tracking().record(event);
	}

}
