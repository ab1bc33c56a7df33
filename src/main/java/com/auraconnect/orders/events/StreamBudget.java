package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.util.unit.DataSize;

/**
 * Shares the memory that Redis has for streams among the feeds: each stream may take an
 * equal part. Used by one thread.
 */
class StreamBudget {

	/** Some hundred events, however many feeds there are. */
	private static final DataSize LEAST = DataSize.ofKilobytes(64);

	/** Locations are opened more seldom than that. */
	private static final Duration FRESH = Duration.ofMinutes(1);

	private final DataSize total;

	private final LongSupplier feeds;

	private DataSize ofOneStream = LEAST;

	private long nextCount = System.nanoTime();

	/**
	 * @param total for all streams together
	 * @param feeds counts the feeds
	 */
	StreamBudget(DataSize total, LongSupplier feeds) {
		this.total = total;
		this.feeds = feeds;
	}

	/** How much memory one stream may take. */
	DataSize ofOneStream() {
		if (System.nanoTime() - this.nextCount >= 0) {
			var share = this.total.toBytes() / Math.max(1, this.feeds.getAsLong());
			this.ofOneStream = DataSize.ofBytes(Math.max(LEAST.toBytes(), share));
			this.nextCount = System.nanoTime() + FRESH.toNanos();
		}
		return this.ofOneStream;
	}

}
