package com.auraconnect.orders.events;

import com.auraconnect.orders.order.OrderDocument;

/**
 * The events of one location, numbered without a gap, and what Redis calls the places
 * where they can be had.
 */
record Feed(long tenantId, long locationId) {

	private static final long PRIME = 2_147_483_647;

	private static final long TENANT_FACTOR = 1_103_515_245;

	private static final long LOCATION_FACTOR = 1_566_083_941;

	static Feed of(OrderDocument order) {
		return new Feed(order.tenantId(), order.locationId());
	}

	/** The one that has that {@link #channel()}. */
	static Feed ofChannel(String channel) {
		var parts = channel.split(":");
		return new Feed(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
	}

	/**
	 * Which of so many partitions it belongs to, from 0; the database's
	 * {@code feed_partition} says the same.
	 */
	int partition(int partitions) {
		var scattered = (this.tenantId % PRIME * TENANT_FACTOR + this.locationId % PRIME * LOCATION_FACTOR) % PRIME;
		return (int) (Math.abs(scattered) % partitions);
	}

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
