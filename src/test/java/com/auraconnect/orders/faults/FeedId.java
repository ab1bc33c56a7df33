package com.auraconnect.orders.faults;

import java.util.List;

/** The feed of a location. */
record FeedId(long tenantId, long locationId) {

	/** The feeds of the demo restaurants. */
	static final List<FeedId> ALL = List.of(new FeedId(1, 1), new FeedId(1, 2), new FeedId(2, 3));

	@Override
	public String toString() {
		return "feed " + this.tenantId + ":" + this.locationId;
	}

}
