package com.auraconnect.orders.order;

/** There is no such order, as far as the caller may know. */
public class OrderNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public OrderNotFound(long orderId) {
		super("There is no order " + orderId);
	}

}
