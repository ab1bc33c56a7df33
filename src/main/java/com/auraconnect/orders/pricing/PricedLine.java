package com.auraconnect.orders.pricing;

/**
 * Prices of a line: {@code total = subtotal - discountAmount + taxAmount}.
 *
 * @param subtotal the units with their modifiers (step 1)
 * @param discountAmount the line's own discounts and its share of the order's (steps 2
 * and 3)
 * @param taxAmount exclusive taxes only; an inclusive one is part of the price
 * @param total the contribution to the order's total
 */
public record PricedLine(Money subtotal, Money discountAmount, Money taxAmount, Money total) {

	static PricedLine of(DiscountedLine line, Money taxAmount) {
		return new PricedLine(line.subtotal(), line.discount(), taxAmount, line.net().plus(taxAmount));
	}

}
