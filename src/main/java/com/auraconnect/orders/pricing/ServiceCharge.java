package com.auraconnect.orders.pricing;

import java.math.BigDecimal;

/**
 * Charge on the whole order (step 4), such as a delivery fee or a large-party fee.
 *
 * @param name the name on the bill
 * @param type whether the value is percent or money
 * @param value percent from 0 to 100 with at most four decimals, or an amount that is not
 * negative, with no more decimals than the currency has
 * @param taxable whether the taxes without categories apply to it, as if it were a line
 * (step 5)
 */
public record ServiceCharge(String name, Adjustment type, BigDecimal value, boolean taxable) {

	/**
	 * Checks the value.
	 * @throws IllegalArgumentException when it is out of range or too fine
	 */
	public ServiceCharge {
		type.requireValid(value);
	}

	AppliedServiceCharge on(Money base) {
		return new AppliedServiceCharge(this, this.type.amount(this.value, base));
	}

}
