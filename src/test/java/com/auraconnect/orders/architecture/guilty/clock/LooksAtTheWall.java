package com.auraconnect.orders.architecture.guilty.clock;

import java.time.Instant;

/** Reads the system clock, which a test cannot set. */
public class LooksAtTheWall {

	public Instant time() {
		return Instant.now();
	}

}
