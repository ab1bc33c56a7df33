package com.auraconnect.orders.order;

import java.math.BigDecimal;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;

/**
 * Discount on a whole order, with its amount.
 *
 * @param value percent or money, as {@code type} says
 * @param amount the applied reduction, after capping
 */
public record OrderDiscount(String name, Adjustment type, BigDecimal value, Money amount) {

	Discount terms() {
		return new Discount(this.name, this.type, this.value);
	}

}
