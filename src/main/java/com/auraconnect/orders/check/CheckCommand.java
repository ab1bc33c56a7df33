package com.auraconnect.orders.check;

import com.auraconnect.orders.order.OrderPrincipal;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.VersionCondition;

/**
 * Caller, check and condition of a change.
 *
 * @param recorder stores the response in the transaction of the change
 */
record CheckCommand(OrderPrincipal by, long checkId, VersionCondition ifVersion, ResponseRecorder recorder) {

	/**
	 * @throws StaleCheckVersion if the version does not match
	 */
	void requireVersion(int version) {
		if (!this.ifVersion.matches(version)) {
			throw new StaleCheckVersion(this.ifVersion, version);
		}
	}

}
