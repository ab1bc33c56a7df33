package com.auraconnect.orders.pricing;

import java.math.BigDecimal;

/**
 * A reduction of one line (step 2) or of the whole order (step 3).
 *
 * @param name what the bill calls it
 * @param type whether the value is percent or money
 * @param value percent from 0 to 100 with at most four decimals, or an amount that is not
 * negative with at most two
 */
public record Discount(String name, Adjustment type, BigDecimal value) {

	/**
	 * Guards the value.
	 * @throws IllegalArgumentException when it is out of range or too fine
	 */
	public Discount {
		type.requireValid(value);
	}

	/** What this takes off the base when nothing else does: may be more than the base. */
	Money uncapped(Money base) {
		return this.type.amount(this.value, base);
	}

}
