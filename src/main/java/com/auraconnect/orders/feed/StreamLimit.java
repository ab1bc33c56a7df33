package com.auraconnect.orders.feed;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the streams that are open on this replica: in total, per tenant and per caller.
 * Thread-safe.
 */
class StreamLimit {

	private final Map<Object, Integer> taken = new HashMap<>();

	private final StreamSettings settings;

	private int all;

	StreamLimit(StreamSettings settings) {
		this.settings = settings;
	}

	/** A caller of a tenant, by the subject of its token. */
	record Owner(long tenantId, String subject) {
	}

	/**
	 * Takes a place; {@link #giveBack} returns it.
	 * @throws TooManyStreams if the limit of the caller, the tenant or the replica is
	 * reached
	 */
	synchronized void take(Owner owner) {
		require(of(owner) < this.settings.callerLimit(), TooManyStreams.Bound.CALLER);
		require(of(owner.tenantId()) < this.settings.tenantLimit(), TooManyStreams.Bound.TENANT);
		require(this.all < this.settings.limit(), TooManyStreams.Bound.REPLICA);
		add(owner, 1);
	}

	synchronized void giveBack(Owner owner) {
		add(owner, -1);
	}

	synchronized int taken() {
		return this.all;
	}

	private int of(Object key) {
		return this.taken.getOrDefault(key, 0);
	}

	private static void require(boolean isFree, TooManyStreams.Bound bound) {
		if (!isFree) {
			throw new TooManyStreams(bound);
		}
	}

	private void add(Owner owner, int count) {
		this.all += count;
		add((Object) owner, count);
		add((Object) owner.tenantId(), count);
	}

	private void add(Object key, int count) {
		this.taken.merge(key, count, (before, added) -> (before + added > 0) ? before + added : null);
	}

}
