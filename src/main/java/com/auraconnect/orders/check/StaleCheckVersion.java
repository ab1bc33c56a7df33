package com.auraconnect.orders.check;

import com.auraconnect.orders.order.VersionCondition;

/** Rejects a change whose version condition the current check does not meet. */
public class StaleCheckVersion extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleCheckVersion(VersionCondition expected, int actual) {
		super("The check is at version " + actual + "; " + expected.describe());
	}

}
