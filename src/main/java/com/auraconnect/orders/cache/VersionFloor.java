package com.auraconnect.orders.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

/**
 * The newest version of each order that this replica has served, written or heard of.
 * What is older is no longer served here, wherever it comes from: so versions never go
 * back for those who read from one replica, and a reader that was slow between the
 * database and a cache does no harm.
 */
@Component
class VersionFloor {

	private final Cache<OrderKey, Integer> newest;

	VersionFloor(CacheSettings settings) {
		this.newest = Caffeine.newBuilder()
			.maximumSize(settings.knownVersions())
			.expireAfterWrite(settings.timeToLive())
			.build();
	}

	/** Never blocks, and never forgets a newer one for an older. */
	void raise(OrderKey order, int version) {
		var known = this.newest.getIfPresent(order);
		if (known == null || known < version) {
			this.newest.asMap().merge(order, version, Math::max);
		}
	}

	/**
	 * Whether nothing newer is known; version 0 is that of an order that is not there.
	 */
	boolean isCurrent(OrderKey order, int version) {
		var known = this.newest.getIfPresent(order);
		return known == null || known <= version;
	}

}
