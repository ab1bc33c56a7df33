package com.auraconnect.orders.order;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * New refund of a payment, of an amount or of lines.
 *
 * @param amount positive; the part of the payment that is not tip goes back first. Null
 * for a refund of lines, which costs what they cost
 * @param items the lines, each once; empty for a refund of an amount
 */
public record NewRefund(@Nullable Amount amount, List<Item> items, Refund.Kind kind, String reason) {

	/** Units of a line that are refunded. */
	public record Item(long itemId, int quantity) {
	}

	/** Creates a refund of an amount. */
	public NewRefund(Amount amount, Refund.Kind kind, String reason) {
		this(amount, List.of(), kind, reason);
	}

	/**
	 * Sums what goes back.
	 * @throws InvalidAmounts if the currency of the order does not have the amount
	 */
	Money total(List<RefundedItem> priced, MinorUnit unit) {
		if (!priced.isEmpty()) {
			return unit.sum(priced, RefundedItem::amount);
		}
		var reader = new AmountReader(unit);
		var total = reader.money("amount", Objects.requireNonNull(this.amount));
		reader.requireValid();
		return total;
	}

}
