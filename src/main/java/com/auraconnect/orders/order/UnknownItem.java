package com.auraconnect.orders.order;

/** Rejects a request that names a line which the order does not have. */
public class UnknownItem extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownItem(long itemId) {
		super("The order has no item " + itemId);
	}

}
