package com.auraconnect.orders.web;

import org.jspecify.annotations.Nullable;

/**
 * The location has no such station. An empty queue would keep a display that asks for a
 * misspelt one quiet for ever.
 */
class StationNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StationNotFound(@Nullable String station, long locationId) {
		super("Location " + locationId + " has no station '" + station + "'");
	}

}
