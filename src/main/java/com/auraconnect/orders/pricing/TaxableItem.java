package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Taxable item: a line after its discounts, or a taxable service charge.
 *
 * @param category {@code null} for a service charge, or a line without one
 */
record TaxableItem(Money base, @Nullable String category) {

	static TaxableItem of(DiscountedLine line) {
		return new TaxableItem(line.net(), line.taxCategory());
	}

	static TaxableItem of(AppliedServiceCharge charge) {
		return new TaxableItem(charge.amount(), null);
	}

	/**
	 * Computes base x rate in minor units, exactly; zero if the rule does not apply to
	 * this item.
	 */
	BigDecimal timesRateOf(TaxRule rule) {
		return rule.appliesTo(this.category) ? BigDecimal.valueOf(this.base.minorUnits()).multiply(rule.rate())
				: BigDecimal.ZERO;
	}

	/**
	 * Computes 1 + the sum of the inclusive rates on this item, the factor from the net
	 * price to the base.
	 */
	BigDecimal inclusiveDivisor(List<TaxRule> rules) {
		BigDecimal divisor = BigDecimal.ONE;
		for (TaxRule rule : rules) {
			if (rule.inclusive() && rule.appliesTo(this.category)) {
				divisor = divisor.add(rule.rate());
			}
		}
		return divisor;
	}

}
