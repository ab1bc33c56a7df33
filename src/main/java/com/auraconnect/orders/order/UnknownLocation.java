package com.auraconnect.orders.order;

/** Reports that the tenant has no location of that id. */
public class UnknownLocation extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public UnknownLocation(long locationId) {
		super("There is no location " + locationId);
	}

}
