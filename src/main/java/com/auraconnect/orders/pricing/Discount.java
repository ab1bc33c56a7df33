package com.auraconnect.orders.pricing;

import java.math.BigDecimal;

/**
 * Reduction of one line (step 2) or of the whole order (step 3).
 *
 * @param name the name on the bill
 * @param type whether the value is percent or money
 * @param value percent from 0 to 100 with at most four decimals, or an amount that is not
 * negative, with no more decimals than the currency has
 */
public record Discount(String name, Adjustment type, BigDecimal value) {

	/**
	 * Checks the value.
	 * @throws IllegalArgumentException when it is out of range or too fine
	 */
	public Discount {
		type.requireValid(value);
	}

	/** Computes the reduction of the base without capping; may exceed the base. */
	Money uncapped(Money base) {
		return this.type.amount(this.value, base);
	}

}
