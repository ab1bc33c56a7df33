package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One tax of a location (step 5).
 *
 * @param name what the bill calls it
 * @param rate the fraction of the base, from 0 to 1 with at most six decimals: 0.09 is
 * nine percent
 * @param inclusive whether the prices contain the tax already, so that it is shown but
 * not added
 * @param rounding how a half cent is decided
 * @param level where the tax is rounded
 * @param categories the tax categories it is for; empty for everything, taxable service
 * charges included
 */
public record TaxRule(String name, BigDecimal rate, boolean inclusive, Rounding rounding, Level level,
		Set<String> categories) {

	/**
	 * Guards the rate and copies the categories.
	 * @throws IllegalArgumentException when the rate is out of range or too fine
	 */
	public TaxRule {
		Decimals.requireBetween(BigDecimal.ZERO, BigDecimal.ONE, rate, "A tax rate");
		Decimals.requireAtMost(6, rate, "A tax rate");
		categories = Set.copyOf(categories);
	}

	/**
	 * Whether the tax is due on something of this category.
	 * @param category {@code null} for what has none, to which only a rule without
	 * categories applies
	 */
	boolean appliesTo(@Nullable String category) {
		return this.categories.isEmpty() || (category != null && this.categories.contains(category));
	}

	Money round(BigDecimal cents, BigDecimal divisor) {
		return Money.rounded(cents, divisor, this.rounding.mode);
	}

	/** How half a cent is decided; anything else goes to the nearer cent. */
	public enum Rounding {

		/** Away from zero. */
		HALF_UP(RoundingMode.HALF_UP),

		/** To the even cent. */
		HALF_EVEN(RoundingMode.HALF_EVEN);

		private final RoundingMode mode;

		Rounding(RoundingMode mode) {
			this.mode = mode;
		}

	}

	/** Where a tax is rounded to the cent. */
	public enum Level {

		/** On each line and taxable charge; the order's tax is their sum. */
		LINE,

		/**
		 * Once, on the exact sum; lines and taxable charges get their shares of it by
		 * largest remainder.
		 */
		ORDER

	}

}
