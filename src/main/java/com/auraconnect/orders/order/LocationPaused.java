package com.auraconnect.orders.order;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Rejects an order at a location that takes none now. */
public class LocationPaused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Duration remaining;

	LocationPaused(long locationId, @Nullable Duration remaining) {
		super("Location " + locationId + " takes no orders at the moment");
		this.remaining = remaining;
	}

	/** Returns the rest of the pause, null if its end is not known. */
	public @Nullable Duration remaining() {
		return this.remaining;
	}

}
