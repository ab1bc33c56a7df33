package com.auraconnect.orders.closing;

/** Rejects a report or closing while many orders are not booked yet. */
public class BookingsBehind extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BookingsBehind() {
		super("The days of the location are still being booked; retry the request");
	}

}
