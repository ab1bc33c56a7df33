package com.auraconnect.orders.order;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import com.auraconnect.orders.order.Payment.State;
import com.auraconnect.orders.pricing.Money;

/** Payments of an order and their sums. */
record PaymentLedger(List<Payment> payments) {

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

	/** Returns the amount without tips that no payment covers, not even a pending one. */
	Money openBalance(Totals totals) {
		return totals.withoutTip().minus(sum(Payment::isActive, Payment::amount));
	}

	/**
	 * Returns the captured amount beyond the cost of the order, without tips; negative if
	 * too little is captured.
	 */
	Money excess(Totals totals) {
		return sum(PaymentLedger::isCaptured, Payment::amount)
			.minus(sum(PaymentLedger::isCaptured, Payment::refundedAmount))
			.minus(totals.withoutTip());
	}

	/** Sums the tips of the active payments. */
	Money tips() {
		return sum(Payment::isActive, Payment::tipAmount);
	}

	/**
	 * Checks that the amount does not exceed the open balance.
	 * @throws AmountTooHigh if it does
	 */
	void requireOpen(Money amount, Totals totals) {
		var open = openBalance(totals);
		if (amount.compareTo(open) > 0) {
			throw new AmountTooHigh(amount, open);
		}
	}

	PaymentStatus status(Totals totals) {
		var captured = sum(PaymentLedger::isCaptured, Payment::charge);
		var refunded = sum(PaymentLedger::isCaptured, Payment::refundedAmount);
		if (refunded.isPositive()) {
			return (refunded.compareTo(captured) < 0) ? PaymentStatus.PARTIALLY_REFUNDED : PaymentStatus.REFUNDED;
		}
		if (has(State.CAPTURED)) {
			return (captured.compareTo(totals.totalAmount()) < 0) ? PaymentStatus.PARTIALLY_PAID : PaymentStatus.PAID;
		}
		if (has(State.AUTHORIZED)) {
			return PaymentStatus.AUTHORIZED;
		}
		return (has(State.DECLINED) && !has(State.PENDING)) ? PaymentStatus.FAILED : PaymentStatus.UNPAID;
	}

	private static boolean isCaptured(Payment payment) {
		return payment.status() == State.CAPTURED;
	}

	private boolean has(State state) {
		return this.payments.stream().anyMatch((payment) -> payment.status() == state);
	}

	private Money sum(Predicate<Payment> counted, Function<Payment, Money> amount) {
		return this.payments.stream().filter(counted).map(amount).reduce(Money.ZERO, Money::plus);
	}

}
