package com.auraconnect.orders.location;

/** Rejects a location beyond the limit of a tenant. */
public class TooManyLocations extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TooManyLocations(int limit) {
		super("A tenant has at most " + limit + " locations");
	}

}
