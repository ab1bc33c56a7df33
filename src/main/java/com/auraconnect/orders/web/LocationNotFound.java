package com.auraconnect.orders.web;

/** There is no such location, or not for this caller. */
class LocationNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LocationNotFound(long locationId) {
		super("There is no location " + locationId);
	}

}
