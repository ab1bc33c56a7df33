package com.auraconnect.orders.order;

/** Rejects a change whose version condition the current order does not meet. */
public class StaleOrderVersion extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleOrderVersion(VersionCondition expected, int actual) {
		super("The order is at version " + actual + "; " + expected.describe());
	}

}
