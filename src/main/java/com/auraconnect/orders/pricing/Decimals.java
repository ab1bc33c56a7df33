package com.auraconnect.orders.pricing;

import java.math.BigDecimal;

/**
 * Guards for the decimal numbers that people configure: percentages, rates and amounts.
 */
final class Decimals {

	private Decimals() {
	}

	static void requireBetween(BigDecimal min, BigDecimal max, BigDecimal value, String what) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			throw new IllegalArgumentException(
					what + " lies from " + min.toPlainString() + " to " + max.toPlainString() + ", not " + value);
		}
	}

	/** Counts the decimals that matter: 5.000 has none. */
	static void requireAtMost(int decimals, BigDecimal value, String what) {
		if (value.stripTrailingZeros().scale() > decimals) {
			throw new IllegalArgumentException(what + " has at most " + decimals + " decimals, unlike " + value);
		}
	}

}
