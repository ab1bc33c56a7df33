package com.auraconnect.orders.order;

/** The station makes nothing of what is on the order. */
public class StationNotInvolved extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StationNotInvolved(String station) {
		super("The station " + station + " makes nothing on this order");
	}

}
