package com.auraconnect.orders.order;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import com.auraconnect.orders.pricing.Money;

/**
 * Paid, refunded and open amounts of an order, without tips.
 *
 * @param paid what was taken or is held
 * @param held the part of {@code paid} that the bank holds
 * @param refunded what was given back
 * @param corrected the part of {@code refunded} that was not owed, or was taken back
 * @param rounding what the guest pays less because of the smallest coin; negative for
 * more
 * @param open what the guest still owes, {@code balance} in the API; negative for what is
 * owed to the guest
 */
public record Balance(Money paid, Money held, Money refunded, Money corrected, Money rounding, Money open) {

	/**
	 * Computes the balance.
	 * @param isCancelled whether the order is cancelled: it costs nothing, and any refund
	 * gives back what is owed
	 * @param total the total of the order, without tips
	 */
	static Balance of(List<Payment> payments, boolean isCancelled, Money total) {
		var due = isCancelled ? total.zero() : total;
		var paid = sum(payments, total, Balance::isPaid, Payment::amount);
		var held = sum(payments, total, (payment) -> payment.status() == Payment.State.AUTHORIZED, Payment::amount);
		var refunded = sum(payments, total, Balance::isPaid, Payment::refundedWithoutTip);
		var corrected = sum(payments, total, Balance::isPaid, Payment::correctedWithoutTip);
		var rounding = due.isZero() ? due : sum(payments, total, Balance::isPaid, Payment::roundingAmount);
		var returned = isCancelled ? refunded : corrected;
		return new Balance(paid, held, refunded, corrected, rounding, due.minus(rounding).minus(paid).plus(returned));
	}

	private static boolean isPaid(Payment payment) {
		return payment.status() == Payment.State.AUTHORIZED || payment.status() == Payment.State.CAPTURED;
	}

	private static Money sum(List<Payment> payments, Money total, Predicate<Payment> counted,
			Function<Payment, Money> amount) {
		return payments.stream().filter(counted).map(amount).reduce(total.zero(), Money::plus);
	}

	/**
	 * Derives the payment status. {@code docs/money.md} has the rule as a table.
	 * @param isCancelled whether the order is cancelled: it owes nothing, and what was
	 * paid has to be given back
	 * @param isLastDeclined whether the bank declined the last card
	 * @param isAnyHeld whether the bank holds money, possibly a tip alone
	 */
	PaymentStatus status(boolean isCancelled, boolean isLastDeclined, boolean isAnyHeld) {
		var net = this.paid.minus(this.corrected);
		if (this.open.isPositive() || (isCancelled && this.paid.isZero() && !isAnyHeld)) {
			return net.isPositive() ? partlyPaid(net) : notPaid(isLastDeclined);
		}
		if (isAnyHeld) {
			return PaymentStatus.AUTHORIZED;
		}
		if (this.refunded.isPositive()) {
			return settledAfterRefund();
		}
		return PaymentStatus.PAID;
	}

	private PaymentStatus partlyPaid(Money net) {
		return (this.held.compareTo(net) >= 0) ? PaymentStatus.PARTIALLY_AUTHORIZED : PaymentStatus.PARTIALLY_PAID;
	}

	private PaymentStatus notPaid(boolean isLastDeclined) {
		if (this.refunded.isPositive()) {
			return PaymentStatus.REFUNDED;
		}
		return isLastDeclined ? PaymentStatus.FAILED : PaymentStatus.UNPAID;
	}

	private PaymentStatus settledAfterRefund() {
		if (this.refunded.compareTo(this.paid) >= 0) {
			return PaymentStatus.REFUNDED;
		}
		return (this.refunded.compareTo(this.corrected) > 0) ? PaymentStatus.PARTIALLY_REFUNDED : PaymentStatus.PAID;
	}

}
