package com.auraconnect.orders.order;

/** The tenant has no such location. */
public class UnknownLocation extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownLocation(long locationId) {
		super("There is no location " + locationId);
	}

}
