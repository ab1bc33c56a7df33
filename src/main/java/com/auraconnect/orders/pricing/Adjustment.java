package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Meaning of the value of a {@link Discount} or {@link ServiceCharge}. */
public enum Adjustment {

	/**
	 * The value is percent of a base: 10 is ten percent. From 0 to 100, with at most four
	 * decimals.
	 */
	PERCENTAGE {

		@Override
		void requireValid(BigDecimal value) {
			Decimals.requireBetween(BigDecimal.ZERO, HUNDRED, value, "A percentage");
			Decimals.requireAtMost(4, value, "A percentage");
		}

		@Override
		Money amount(BigDecimal value, Money base) {
			return base.unit()
				.rounded(BigDecimal.valueOf(base.minorUnits()).multiply(value), HUNDRED, RoundingMode.HALF_UP);
		}

	},

	/**
	 * The value is an amount of money, whatever the base. Not negative, with no more
	 * decimals than the currency has.
	 */
	FIXED {

		@Override
		void requireValid(BigDecimal value) {
			Decimals.requireBetween(BigDecimal.ZERO, LARGEST_AMOUNT, value, "A fixed amount");
			Decimals.requireAtMost(MinorUnit.MAX_DECIMALS, value, "A fixed amount");
		}

		@Override
		Money amount(BigDecimal value, Money base) {
			return base.unit().of(value);
		}

	};

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private static final BigDecimal LARGEST_AMOUNT = new BigDecimal("1E15");

	/**
	 * Checks that the value is valid for this kind.
	 * @throws IllegalArgumentException if it is not
	 */
	abstract void requireValid(BigDecimal value);

	/**
	 * Computes the amount of a valid value on the base; a percentage is rounded half up
	 * to the minor unit.
	 * @throws ArithmeticException if a fixed amount has more decimals than the base
	 */
	abstract Money amount(BigDecimal value, Money base);

}
