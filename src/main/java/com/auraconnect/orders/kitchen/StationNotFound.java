package com.auraconnect.orders.kitchen;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the location has no such station. An empty queue would hide a misspelt
 * station from the display for ever.
 */
public class StationNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StationNotFound(@Nullable String station, long locationId) {
		super("Location " + locationId + " has no station '" + station + "'");
	}

}
