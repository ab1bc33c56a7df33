package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.Optional;

/**
 * Port to the clock that decides when scheduled orders are fired: one for all replicas,
 * so that a replica whose own clock is ahead fires nothing early.
 */
public interface FiringClock {

	/** Returns its time, or one shortly before it; empty while it is unknown. */
	Optional<Instant> now();

}
