package com.auraconnect.orders.order;

/** Reports that the order has no payment or refund of that id. */
public class PaymentNotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PaymentNotFound(long paymentId) {
		super("The order has no payment " + paymentId);
	}

}
