package com.auraconnect.orders.order;

/** Reports that the station makes no line of the order. */
public class StationNotInvolved extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StationNotInvolved(String station) {
		super("The station " + station + " makes nothing on this order");
	}

}
