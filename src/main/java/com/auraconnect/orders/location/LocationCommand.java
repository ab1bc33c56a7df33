package com.auraconnect.orders.location;

import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.VersionCondition;

/**
 * Caller, location and condition of a change.
 *
 * @param actor subject of the caller, named in events
 * @param hasCondition whether the caller has given a condition, even one that every
 * version meets
 * @param recorder stores the response in the transaction of the change
 */
record LocationCommand(long tenantId, long locationId, String actor, VersionCondition ifVersion, boolean hasCondition,
		ResponseRecorder recorder) {

	/**
	 * @throws StaleLocationVersion if the version does not match
	 */
	void requireVersion(int version) {
		if (!this.ifVersion.matches(version)) {
			throw new StaleLocationVersion(this.ifVersion, version);
		}
	}

	/**
	 * Checks that the location may be created. What does not exist meets no condition,
	 * not even {@code *}.
	 * @throws StaleLocationVersion if there is a condition
	 */
	void requireNoCondition() {
		if (this.hasCondition) {
			throw new StaleLocationVersion(this.locationId);
		}
	}

}
