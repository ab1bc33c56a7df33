package com.auraconnect.orders.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.AnsweredVersions;

/**
 * Remembers the newest version of each order that this replica has served, written or
 * been notified of, in whatever kind of answer. Older versions are not served here any
 * more, whatever their source. So versions never go back for readers of one replica. A
 * slow reader that puts an outdated version into a cache does no harm.
 */
@Component
class VersionFloor implements AnsweredVersions {

	private final Cache<OrderKey, Integer> newest;

	VersionFloor(CacheSettings settings) {
		this.newest = Caffeine.newBuilder()
			.maximumSize(settings.knownVersions())
			.expireAfterWrite(settings.timeToLive())
			.build();
	}

	/** Raises the floor of an order; never lowers it. Does not block. */
	void raise(OrderKey order, int version) {
		var known = this.newest.getIfPresent(order);
		if (known == null || known < version) {
			this.newest.asMap().merge(order, version, Math::max);
		}
	}

	@Override
	public void answered(long tenantId, long orderId, int version) {
		raise(new OrderKey(tenantId, orderId), version);
	}

	/**
	 * Whether no newer version is known. Version 0 stands for an order that does not
	 * exist.
	 */
	boolean isCurrent(OrderKey order, int version) {
		var known = this.newest.getIfPresent(order);
		return known == null || known <= version;
	}

}
