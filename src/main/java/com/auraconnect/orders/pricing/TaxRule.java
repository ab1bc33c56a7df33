package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tax of a location (step 5).
 *
 * @param name the name on the bill
 * @param rate the fraction of the base, from 0 to 1 with at most six decimals: 0.09 is
 * nine percent
 * @param inclusive whether the prices contain the tax already, so that it is shown but
 * not added
 * @param rounding how half a cent is rounded
 * @param level where the tax is rounded
 * @param categories the tax categories to which it applies; empty for everything,
 * including taxable service charges
 * @param orderTypes the types of orders to which it applies, such as {@code takeout};
 * empty for all
 */
public record TaxRule(String name, BigDecimal rate, boolean inclusive, Rounding rounding, Level level,
		Set<String> categories, Set<String> orderTypes) {

	/**
	 * Checks the rate and copies the categories and order types.
	 * @throws IllegalArgumentException when the rate is out of range or too fine
	 */
	public TaxRule {
		Decimals.requireBetween(BigDecimal.ZERO, BigDecimal.ONE, rate, "A tax rate");
		Decimals.requireAtMost(6, rate, "A tax rate");
		categories = Set.copyOf(categories);
		orderTypes = Set.copyOf(orderTypes);
	}

	/**
	 * Whether the tax applies to the category.
	 * @param category {@code null} for none; then only a rule without categories applies
	 */
	boolean appliesTo(@Nullable String category) {
		return this.categories.isEmpty() || (category != null && this.categories.contains(category));
	}

	/** Whether the tax applies to orders of that type. */
	public boolean appliesToOrderType(String orderType) {
		return this.orderTypes.isEmpty() || this.orderTypes.contains(orderType);
	}

	Money round(BigDecimal minorUnits, BigDecimal divisor, MinorUnit unit) {
		return unit.rounded(minorUnits, divisor, this.rounding.mode);
	}

	/** Rounding of half a cent; any other amount is rounded to the nearest cent. */
	public enum Rounding {

		/** Rounds half a cent away from zero. */
		HALF_UP(RoundingMode.HALF_UP),

		/** Rounds half a cent to the even cent. */
		HALF_EVEN(RoundingMode.HALF_EVEN);

		private final RoundingMode mode;

		Rounding(RoundingMode mode) {
			this.mode = mode;
		}

	}

	/** Level at which a tax is rounded to the cent. */
	public enum Level {

		/** Rounds on each line and taxable charge; the order's tax is their sum. */
		LINE,

		/**
		 * Rounds once, on the exact sum; lines and taxable charges get shares by largest
		 * remainder.
		 */
		ORDER

	}

}
