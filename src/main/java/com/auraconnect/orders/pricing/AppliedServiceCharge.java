package com.auraconnect.orders.pricing;

/**
 * A service charge and what it comes to.
 *
 * @param amount before any tax that is added to it; never negative
 */
public record AppliedServiceCharge(ServiceCharge charge, Money amount) {

	static AppliedServiceCharge waived(ServiceCharge charge) {
		return new AppliedServiceCharge(charge, Money.ZERO);
	}

}
