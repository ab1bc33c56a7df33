package com.auraconnect.orders.order;

/** There is no such location, or not for this caller: it has no queue and no events. */
public class LocationNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public LocationNotFound(long locationId) {
		super("There is no location " + locationId);
	}

}
