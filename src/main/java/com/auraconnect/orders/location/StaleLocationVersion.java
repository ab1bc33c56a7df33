package com.auraconnect.orders.location;

import com.auraconnect.orders.order.VersionCondition;

/** Rejects a change whose version condition the current location does not meet. */
public class StaleLocationVersion extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleLocationVersion(VersionCondition expected, int actual) {
		super("The location is at version " + actual + "; " + expected.describe());
	}

	/** Creates an exception for a location that does not exist and so has no version. */
	StaleLocationVersion(long locationId) {
		super("There is no location " + locationId + " that If-Match could match");
	}

}
