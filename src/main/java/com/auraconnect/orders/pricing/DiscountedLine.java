package com.auraconnect.orders.pricing;

import org.jspecify.annotations.Nullable;

/**
 * Intermediate result for a line in steps 1 to 3.
 *
 * @param discount the discount so far, at most the subtotal
 */
record DiscountedLine(Money subtotal, Money discount, @Nullable String taxCategory) {

	/** Computes steps 1 and 2. */
	static DiscountedLine of(BasketLine line) {
		Money subtotal = line.subtotal();
		Money discount = DiscountRules.total(DiscountRules.apply(line.discounts(), subtotal));
		return new DiscountedLine(subtotal, discount, line.taxCategory());
	}

	DiscountedLine less(Money shareOfOrderDiscount) {
		return new DiscountedLine(this.subtotal, this.discount.plus(shareOfOrderDiscount), this.taxCategory);
	}

	Money net() {
		return this.subtotal.minus(this.discount);
	}

}
