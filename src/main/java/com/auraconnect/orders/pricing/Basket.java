package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * All that the price of an order depends on.
 *
 * @param lines those that count, so none that are voided
 * @param discounts those of the order as a whole
 * @param serviceCharges those of the order as a whole
 * @param taxRules the location's
 * @param tip not negative; neither taxed nor part of any percentage
 */
public record Basket(List<BasketLine> lines, List<Discount> discounts, List<ServiceCharge> serviceCharges,
		List<TaxRule> taxRules, Money tip) {

	/**
	 * Copies the lists and guards the tip.
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

}
