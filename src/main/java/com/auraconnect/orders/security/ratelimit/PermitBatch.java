package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;

/**
 * Permits taken from the shared quota for this replica.
 *
 * @param requests number of permits, 0 if the quota is exhausted
 * @param left permits left for later calls of any replica
 * @param lasts time until the window ends and the permits expire
 */
record PermitBatch(long requests, long left, Duration lasts) {

	/** The batch less the permits that this replica has used already. */
	PermitBatch less(long debt) {
		return new PermitBatch(Math.max(0, this.requests - debt), this.left, this.lasts);
	}

}
