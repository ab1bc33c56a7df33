package com.auraconnect.orders.pricing;

/**
 * Service charge with its amount.
 *
 * @param amount before any tax that is added to it; never negative
 */
public record AppliedServiceCharge(ServiceCharge charge, Money amount) {

	static AppliedServiceCharge waived(ServiceCharge charge, MinorUnit unit) {
		return new AppliedServiceCharge(charge, unit.zero());
	}

}
