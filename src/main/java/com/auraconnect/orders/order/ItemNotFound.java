package com.auraconnect.orders.order;

/** Reports that the order has no line of that id. */
public class ItemNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ItemNotFound(long itemId) {
		super("The order has no item " + itemId);
	}

}
