package com.auraconnect.orders.order;

/** The caller wants to change another version of the order than the newest one. */
public class StaleOrderVersion extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleOrderVersion(VersionCondition expected, int actual) {
		super("The order is at version " + actual + "; " + expected.describe());
	}

}
