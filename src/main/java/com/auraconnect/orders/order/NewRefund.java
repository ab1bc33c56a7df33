package com.auraconnect.orders.order;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * New refund of a payment, of an amount or of lines.
 *
 * @param amount positive; the part of the payment that is not tip goes back first. Null
 * for a refund of lines, which costs what they cost
 * @param items the lines, each once; empty for a refund of an amount
 */
public record NewRefund(@Nullable Money amount, List<Item> items, Refund.Kind kind, String reason) {

	/** Units of a line that are refunded. */
	public record Item(long itemId, int quantity) {
	}

	/** Creates a refund of an amount. */
	public NewRefund(Money amount, Refund.Kind kind, String reason) {
		this(amount, List.of(), kind, reason);
	}

	/** Sums what goes back. */
	Money total(List<RefundedItem> priced) {
		return priced.isEmpty() ? Objects.requireNonNull(this.amount)
				: priced.stream().map(RefundedItem::amount).reduce(Money.ZERO, Money::plus);
	}

}
