package com.auraconnect.orders.events;

/**
 * The events of one location, numbered without a gap, and what Redis calls the places
 * where they can be had.
 */
record Feed(long tenantId, long locationId) {

	/** The channel of the whole tenant. */
	String tenantChannel() {
		return "orders:" + this.tenantId;
	}

	/** The channel of this location alone. */
	String channel() {
		return tenantChannel() + ':' + this.locationId;
	}

	/** Where a subscriber catches up. */
	String stream() {
		return channel() + ":stream";
	}

}
