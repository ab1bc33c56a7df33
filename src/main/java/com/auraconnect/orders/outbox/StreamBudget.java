package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.util.unit.DataSize;

/** Divides the Redis memory for streams equally among the feeds. Used by one thread. */
class StreamBudget {

	/**
	 * Minimum per stream, enough for some hundred events, whatever the number of feeds.
	 */
	private static final DataSize MINIMUM = DataSize.ofKilobytes(64);

	/** How long a count of the feeds is used. Locations are opened less often. */
	private static final Duration COUNT_INTERVAL = Duration.ofMinutes(1);

	private final DataSize total;

	private final LongSupplier feeds;

	private DataSize perStream = MINIMUM;

	private long nextCount = System.nanoTime();

	/**
	 * Creates a budget.
	 * @param total memory of all streams together
	 * @param feeds counts the feeds
	 */
	StreamBudget(DataSize total, LongSupplier feeds) {
		this.total = total;
		this.feeds = feeds;
	}

	/** Returns how much memory one stream may take. */
	DataSize perStream() {
		if (System.nanoTime() - this.nextCount >= 0) {
			var share = this.total.toBytes() / Math.max(1, this.feeds.getAsLong());
			this.perStream = DataSize.ofBytes(Math.max(MINIMUM.toBytes(), share));
			this.nextCount = System.nanoTime() + COUNT_INTERVAL.toNanos();
		}
		return this.perStream;
	}

}
