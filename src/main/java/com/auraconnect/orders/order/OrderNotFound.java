package com.auraconnect.orders.order;

/** Reports that the order does not exist or is not visible to the caller. */
public class OrderNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public OrderNotFound(long orderId) {
		super("There is no order " + orderId);
	}

}
