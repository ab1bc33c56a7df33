package com.auraconnect.orders.pricing;

import java.util.List;

/**
 * Result of the taxation of an order.
 *
 * @param taxes the tax per rule, in the order of the rules
 * @param added the exclusive tax per item, in the order of the items
 */
record Taxation(List<AppliedTax> taxes, List<Money> added) {

	Money totalAdded(MinorUnit unit) {
		return unit.sum(this.added);
	}

}
