package com.auraconnect.orders.outbox;

import com.auraconnect.orders.order.OrderDocument;

/**
 * Key of a feed: the events of one location, numbered without a gap. Derives the names of
 * its Redis channels and stream.
 */
public record Feed(long tenantId, long locationId) {

	private static final long PRIME = 2_147_483_647;

	private static final long TENANT_FACTOR = 1_103_515_245;

	private static final long LOCATION_FACTOR = 1_566_083_941;

	static Feed of(OrderDocument order) {
		return new Feed(order.tenantId(), order.locationId());
	}

	/** Returns the feed of a {@link #channel()}. */
	public static Feed ofChannel(String channel) {
		var parts = channel.split(":");
		return new Feed(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
	}

	/**
	 * Returns the partition of this feed, from 0. Must match the database function
	 * {@code feed_partition}.
	 */
	int partition(int partitions) {
		var scattered = (this.tenantId % PRIME * TENANT_FACTOR + this.locationId % PRIME * LOCATION_FACTOR) % PRIME;
		return (int) (Math.abs(scattered) % partitions);
	}

	/** The channel with all events of the tenant. */
	String tenantChannel() {
		return "orders:" + this.tenantId;
	}

	/** The channel with the events of this location. */
	public String channel() {
		return tenantChannel() + ':' + this.locationId;
	}

	/** The stream from which a subscriber catches up. */
	public String stream() {
		return channel() + ":stream";
	}

}
