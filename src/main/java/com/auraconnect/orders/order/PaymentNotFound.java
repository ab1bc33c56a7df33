package com.auraconnect.orders.order;

/** The order has no such payment. */
public class PaymentNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PaymentNotFound(long paymentId) {
		super("The order has no payment " + paymentId);
	}

}
