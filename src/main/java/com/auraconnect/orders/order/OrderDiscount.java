package com.auraconnect.orders.order;

import java.math.BigDecimal;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Money;

/**
 * A discount on a whole order, and what it came to.
 *
 * @param value percent or money, as {@code type} says
 * @param amount what it took off, after all limits
 */
public record OrderDiscount(String name, Adjustment type, BigDecimal value, Money amount) {

	Discount terms() {
		return new Discount(this.name, this.type, this.value);
	}

}
