package com.auraconnect.orders.order;

/** Reports that the location does not exist or is not visible to the caller. */
public class LocationNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public LocationNotFound(long locationId) {
		super("There is no location " + locationId);
	}

}
