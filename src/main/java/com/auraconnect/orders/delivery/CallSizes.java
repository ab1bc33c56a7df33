package com.auraconnect.orders.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/**
 * Limits the number of events in one call, by feed. Halved by a failed call, so that a
 * partner that is too slow for many events at once still gets them; doubled by a
 * delivered batch, up to the maximum. Not shared between replicas.
 */
class CallSizes {

	private final int maximum;

	/** Limits below the maximum. */
	private final Map<LocationKey, Integer> reduced = new ConcurrentHashMap<>();

	CallSizes(int maximum) {
		this.maximum = maximum;
	}

	/** Returns how many events the next call has at most. */
	int limit(FeedCursor feed) {
		return this.reduced.getOrDefault(key(feed), this.maximum);
	}

	/** Halves the limit after a call with that many events has failed. */
	void failed(FeedCursor feed, int events) {
		if (events > 1) {
			this.reduced.put(key(feed), events / 2);
		}
	}

	/** Doubles a reduced limit after a batch has been delivered. */
	void delivered(FeedCursor feed) {
		this.reduced.computeIfPresent(key(feed), (_, limit) -> (limit * 2 < this.maximum) ? limit * 2 : null);
	}

	private static LocationKey key(FeedCursor feed) {
		return new LocationKey(feed.tenantId(), feed.locationId());
	}

}
