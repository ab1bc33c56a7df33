package com.auraconnect.orders.pricing;

import java.math.BigDecimal;

/** Checks of configured decimal numbers: percentages, rates and amounts. */
final class Decimals {

	private Decimals() {
	}

	static void requireBetween(BigDecimal min, BigDecimal max, BigDecimal value, String what) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			throw new IllegalArgumentException(
					what + " must be from " + min.toPlainString() + " to " + max.toPlainString() + ", not " + value);
		}
	}

	/** Checks the number of decimals without trailing zeros: 5.000 has none. */
	static void requireAtMost(int decimals, BigDecimal value, String what) {
		if (value.stripTrailingZeros().scale() > decimals) {
			throw new IllegalArgumentException(what + " must have at most " + decimals + " decimals, not " + value);
		}
	}

}
