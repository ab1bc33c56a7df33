package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;
import java.util.Optional;

/**
 * A replica's state of a quota in the current window: permits granted to this replica and
 * not used yet, and permits left for all replicas. Thread-safe; times are those of
 * {@link System#nanoTime()}.
 */
final class FixedWindow {

	private final int limit;

	private boolean isKnown;

	private long granted;

	private long left;

	private long end;

	FixedWindow(int limit) {
		this.limit = limit;
	}

	/**
	 * Uses one granted permit, or refuses if the quota is exhausted. Empty if more
	 * permits must be fetched first.
	 */
	synchronized Optional<RateLimit> spend(long now) {
		if (!isOpen(now) || this.granted == 0 && this.left > 0) {
			return Optional.empty();
		}
		boolean isAllowed = this.granted > 0;
		if (isAllowed) {
			this.granted--;
		}
		return Optional
			.of(new RateLimit(isAllowed, this.limit, this.granted + this.left, Duration.ofNanos(this.end - now)));
	}

	/** Adds permits. Unused permits of an earlier window are lost. */
	synchronized void add(PermitBatch grant, long now) {
		this.granted = (isOpen(now) ? this.granted : 0) + grant.requests();
		this.left = grant.left();
		this.end = now + grant.lasts().toNanos();
		this.isKnown = true;
	}

	private boolean isOpen(long now) {
		return this.isKnown && now - this.end < 0;
	}

}
