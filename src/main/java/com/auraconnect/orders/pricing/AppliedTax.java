package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * Tax rule with its amount over all lines and taxable service charges.
 *
 * @param amount added to the total when the rule is exclusive, contained in it when
 * inclusive; never negative
 * @param shares the part of each line, then of each taxable service charge, in their
 * order; they sum to the amount
 */
public record AppliedTax(TaxRule rule, Money amount, List<Money> shares) {

	public AppliedTax {
		shares = List.copyOf(shares);
	}

}
