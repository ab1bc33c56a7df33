package com.auraconnect.orders.order;

/** The order has no such line. */
public class ItemNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ItemNotFound(long itemId) {
		super("The order has no item " + itemId);
	}

}
