package com.auraconnect.orders.pricing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Intermediate result for a line in steps 1 to 3.
 *
 * @param discount the discount so far, at most the subtotal
 * @param discounts the line's own discounts
 */
record DiscountedLine(Money subtotal, Money discount, List<AppliedDiscount> discounts, @Nullable String taxCategory) {

	/** Computes steps 1 and 2. */
	static DiscountedLine of(BasketLine line) {
		Money subtotal = line.subtotal();
		List<AppliedDiscount> discounts = DiscountRules.apply(line.discounts(), subtotal);
		return new DiscountedLine(subtotal, DiscountRules.total(discounts, subtotal.unit()), discounts,
				line.taxCategory());
	}

	DiscountedLine less(Money shareOfOrderDiscount) {
		return new DiscountedLine(this.subtotal, this.discount.plus(shareOfOrderDiscount), this.discounts,
				this.taxCategory);
	}

	Money net() {
		return this.subtotal.minus(this.discount);
	}

}
