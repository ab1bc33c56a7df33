package com.auraconnect.orders.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Applies discounts (steps 2 and 3): first the percentages, all of the same base, then
 * the fixed amounts; together never more than the base.
 */
final class DiscountRules {

	private static final List<Adjustment> PRECEDENCE = List.of(Adjustment.PERCENTAGE, Adjustment.FIXED);

	private DiscountRules() {
	}

	/**
	 * Applies the discounts and returns them in the given order. A discount that exceeds
	 * the rest of the base is capped.
	 */
	static List<AppliedDiscount> apply(List<Discount> discounts, Money base) {
		var applied = new AppliedDiscount[discounts.size()];
		Money left = base;
		for (Adjustment type : PRECEDENCE) {
			for (int i = 0; i < applied.length; i++) {
				Discount discount = discounts.get(i);
				if (discount.type() == type) {
					Money amount = discount.uncapped(base).min(left);
					applied[i] = new AppliedDiscount(discount, amount);
					left = left.minus(amount);
				}
			}
		}
		return Arrays.asList(applied);
	}

	/**
	 * Spreads the order's discount over its lines in proportion to their net amounts
	 * (step 3).
	 */
	static List<DiscountedLine> spread(Money discount, List<DiscountedLine> lines) {
		List<Money> shares = LargestRemainder.inProportion(discount, lines.stream().map(DiscountedLine::net).toList());
		List<DiscountedLine> spread = new ArrayList<>(lines.size());
		for (int i = 0; i < lines.size(); i++) {
			spread.add(lines.get(i).less(shares.get(i)));
		}
		return spread;
	}

	static Money total(List<AppliedDiscount> discounts, MinorUnit unit) {
		return unit.sum(discounts, AppliedDiscount::amount);
	}

}
