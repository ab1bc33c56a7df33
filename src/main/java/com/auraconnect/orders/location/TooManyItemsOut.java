package com.auraconnect.orders.location;

/** Rejects an item beyond the limit of a location. */
public class TooManyItemsOut extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TooManyItemsOut(int limit) {
		super("A location is out of at most " + limit + " items; pause it instead");
	}

}
