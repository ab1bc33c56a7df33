package com.auraconnect.orders.order;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.MinorUnit;

/**
 * New adjustment of an order.
 *
 * @param itemId the line that it concerns, null for the whole order
 * @param name the name on the bill
 * @param value percent or money, as {@code type} says; of a price the price of one unit
 * without its modifiers
 * @param approvedBy who has approved it, null if the caller did not say
 */
public record NewAdjustment(OrderAdjustment.Kind kind, @Nullable Long itemId, String name, Adjustment type,
		BigDecimal value, String reason, @Nullable String approvedBy) {

	/**
	 * Returns the adjustment with its value in the currency of the order.
	 * @throws InvalidAmounts if the currency does not have the value
	 */
	NewAdjustment in(MinorUnit unit) {
		var reader = new AmountReader(unit);
		var converted = reader.value("value", this.type, this.value);
		reader.requireValid();
		return new NewAdjustment(this.kind, this.itemId, this.name, this.type, converted, this.reason, this.approvedBy);
	}

}
