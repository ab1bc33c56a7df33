package com.auraconnect.orders.events;

/** As many follow events on this replica as it can serve. */
public class TooManyStreams extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TooManyStreams() {
		super("This replica streams events to as many as it can");
	}

}
