package com.auraconnect.orders.order;

/**
 * Rejects a body that names a line which the order does not have, or that was taken off.
 * {@link ItemNotFound} is for a path.
 */
public class UnknownItem extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownItem(long itemId) {
		super("The order has no active item " + itemId);
	}

}
