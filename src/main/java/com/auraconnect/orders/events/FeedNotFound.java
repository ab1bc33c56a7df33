package com.auraconnect.orders.events;

/** There is no such location, so it has no feed of events. */
public class FeedNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public FeedNotFound(long locationId) {
		super("There is no location " + locationId);
	}

}
