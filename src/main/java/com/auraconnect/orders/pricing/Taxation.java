package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * What taxes come to, seen from both sides.
 *
 * @param taxes one for each rule, in their order
 * @param added the exclusive taxes on each item, in their order
 */
record Taxation(List<AppliedTax> taxes, List<Money> added) {

	Money totalAdded() {
		return Money.sum(this.added);
	}

}
