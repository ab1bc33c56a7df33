package com.auraconnect.orders.order;

import java.math.BigDecimal;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.ServiceCharge;

/**
 * Service charge of an order, with its amount.
 *
 * @param value percent or money, as {@code type} says
 * @param amount the charged amount, before tax
 */
public record OrderServiceCharge(String name, Adjustment type, BigDecimal value, boolean taxable, Money amount) {

	ServiceCharge terms() {
		return new ServiceCharge(this.name, this.type, this.value, this.taxable);
	}

}
