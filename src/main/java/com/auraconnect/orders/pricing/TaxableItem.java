package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What taxes are due on: a line after its discounts, or a taxable service charge.
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

	/** Base x rate in cents, exactly; zero when the rule is not for this item. */
	BigDecimal timesRateOf(TaxRule rule) {
		return rule.appliesTo(this.category) ? BigDecimal.valueOf(this.base.cents()).multiply(rule.rate())
				: BigDecimal.ZERO;
	}

	/**
	 * 1 + the sum of the inclusive rates on this item: the base is that many times the
	 * price without them.
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
