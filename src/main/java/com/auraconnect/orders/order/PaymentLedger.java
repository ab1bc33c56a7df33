package com.auraconnect.orders.order;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Payment.State;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Payments of an order and their sums.
 *
 * @param unit the minor unit of the order
 */
record PaymentLedger(List<Payment> payments, MinorUnit unit) {

	/**
	 * Returns the payment of that id.
	 * @throws PaymentNotFound if there is no such payment
	 */
	Payment get(long paymentId) {
		return this.payments.stream()
			.filter((payment) -> payment.storedId() == paymentId)
			.findFirst()
			.orElseThrow(() -> new PaymentNotFound(paymentId));
	}

	/**
	 * @throws PaymentCaptured if the money of a payment was taken, or is being taken
	 */
	void requireNothingCaptured() {
		if (this.payments.stream().anyMatch(Payment::isCapturedOrBeingCaptured)) {
			throw new PaymentCaptured("Money of the order was captured; its taxes cannot change any more");
		}
	}

	/**
	 * Returns the payment of that id, unless it is a share of a payment of a check.
	 * @throws PaymentNotFound if there is no such payment
	 * @throws InvalidOrderState if it is a share
	 */
	Payment getOwn(long paymentId) {
		var payment = get(paymentId);
		if (payment.checkPaymentId() != null) {
			throw new InvalidOrderState("Payment " + paymentId + " is a share of payment " + payment.checkPaymentId()
					+ " of the order's check and changes with it");
		}
		return payment;
	}

	/** Returns the share in a payment of the check, empty if there is none. */
	Optional<Payment> shareOf(long checkPaymentId) {
		return this.payments.stream()
			.filter((payment) -> Objects.equals(payment.checkPaymentId(), checkPaymentId))
			.findFirst();
	}

	/** Sums the tips of the active payments. */
	Money tips() {
		return sum(this.payments.stream().filter(Payment::isActive).map(Payment::tipAmount).toList());
	}

	Balance balance(OrderStatus status, Totals totals) {
		return Balance.of(this.payments, status == OrderStatus.CANCELLED, totals.withoutTip());
	}

	PaymentStatus status(OrderStatus status, Totals totals) {
		return balance(status, totals).status(status == OrderStatus.CANCELLED, isLastDeclined(), has(State.AUTHORIZED));
	}

	/** Returns the open amount that no payment covers, not even a pending one. */
	Money payable(OrderStatus status, Totals totals) {
		var pending = this.payments.stream().filter((payment) -> payment.status() == State.PENDING);
		return balance(status, totals).open().minus(sum(pending.map(Payment::amount).toList()));
	}

	/**
	 * Returns what a cash payment of this amount settles beyond itself, because the
	 * location has no smaller coin: positive if the guest pays less than is open.
	 * @param payable what no payment covers
	 * @throws AmountTooHigh if the amount is neither within what can be paid nor that
	 * rounded to the coin
	 */
	static Money rounding(PaymentMethod method, Money amount, Money payable, @Nullable Money coin) {
		var isRounded = method == PaymentMethod.CASH && coin != null && payable.isPositive()
				&& amount.equals(payable.roundedTo(coin));
		if (!isRounded && amount.compareTo(payable.orZero()) > 0) {
			throw new AmountTooHigh(amount, payable.orZero());
		}
		return isRounded ? payable.minus(amount) : amount.zero();
	}

	/**
	 * Sets the capture amount of each authorized card of the order itself that has none
	 * yet. The order needs the oldest card first; shares in cards of its check count, and
	 * are captured with the check.
	 * @param open the balance of the order
	 */
	void assignCaptureAmounts(Money open) {
		assignCaptureAmounts(open, (payment) -> !payment.isShareOfCard());
	}

	/**
	 * Sets the capture amount of a share in a card of the check.
	 * @param open the balance of the order
	 */
	void assignCaptureAmount(Payment share, Money open) {
		assignCaptureAmounts(open, (payment) -> payment == share);
	}

	private void assignCaptureAmounts(Money open, Predicate<Payment> assigned) {
		var needed = open.plus(sum(this.payments.stream().map(Payment::notCaptured).toList()));
		for (var payment : this.payments) {
			if (payment.needsCaptureAmount()) {
				needed = needed.minus(assigned.test(payment) ? payment.assignCaptureAmount(needed)
						: payment.amount().min(needed.orZero()));
			}
		}
	}

	/** Whether the bank declined the last payment that was asked for. */
	private boolean isLastDeclined() {
		return !has(State.PENDING) && this.payments.stream()
			.filter((payment) -> payment.status() != State.VOIDED)
			.reduce((_, later) -> later)
			.filter((last) -> last.status() == State.DECLINED)
			.isPresent();
	}

	private boolean has(State state) {
		return this.payments.stream().anyMatch((payment) -> payment.status() == state);
	}

	private Money sum(List<Money> amounts) {
		return this.unit.sum(amounts);
	}

}
