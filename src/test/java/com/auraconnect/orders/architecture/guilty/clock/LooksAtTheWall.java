package com.auraconnect.orders.architecture.guilty.clock;

import java.time.Instant;

/** Asks the system for the time, and nobody can tell it otherwise. */
public class LooksAtTheWall {

	public Instant time() {
		return Instant.now();
	}

}
