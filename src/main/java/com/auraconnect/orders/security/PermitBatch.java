package com.auraconnect.orders.security;

import java.time.Duration;

/**
 * Requests that are taken out of a budget, for this replica to let through.
 *
 * @param requests how many, 0 when nothing is left
 * @param left how many there are still for whoever asks next
 * @param lasts until the window ends, and with it what was granted
 */
record PermitBatch(long requests, long left, Duration lasts) {

	/** What is left of it for a replica that has let so many requests through already. */
	PermitBatch less(long debt) {
		return new PermitBatch(Math.max(0, this.requests - debt), this.left, this.lasts);
	}

}
