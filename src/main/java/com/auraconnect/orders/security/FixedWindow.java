package com.auraconnect.orders.security;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a budget in the current window: the requests that were granted to this
 * replica and not made yet, and those that are left for everybody. Safe for use by many
 * threads; moments are those of {@link System#nanoTime()}.
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
	 * Makes one of the granted requests; refuses it where the budget has nothing left;
	 * does not know if more has to be granted first.
	 */
	synchronized Optional<RateLimit> spend(long now) {
		if (!isOpen(now) || this.granted == 0 && this.left > 0) {
			return Optional.empty();
		}
		boolean isKept = this.granted > 0;
		if (isKept) {
			this.granted--;
		}
		return Optional
			.of(new RateLimit(isKept, this.limit, this.granted + this.left, Duration.ofNanos(this.end - now)));
	}

	/** Adds to what there is; what an earlier window has left over is lost. */
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
