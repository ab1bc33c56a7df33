package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * Input of a price calculation.
 *
 * @param lines the lines, without voided ones
 * @param discounts the discounts on the whole order
 * @param serviceCharges the charges on the whole order
 * @param taxRules the tax rules of the location
 * @param tip not negative; neither taxed nor part of any percentage. Its minor unit is
 * that of all amounts
 */
public record Basket(List<BasketLine> lines, List<Discount> discounts, List<ServiceCharge> serviceCharges,
		List<TaxRule> taxRules, Money tip) {

	/**
	 * Copies the lists and checks the tip.
	 * @throws IllegalArgumentException when the tip is negative
	 */
	public Basket {
		lines = List.copyOf(lines);
		discounts = List.copyOf(discounts);
		serviceCharges = List.copyOf(serviceCharges);
		taxRules = List.copyOf(taxRules);
		if (tip.isNegative()) {
			throw new IllegalArgumentException("A tip cannot be negative: " + tip);
		}
	}

	/** Returns the minor unit of all amounts. */
	MinorUnit unit() {
		return this.tip.unit();
	}

}
