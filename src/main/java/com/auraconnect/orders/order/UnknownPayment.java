package com.auraconnect.orders.order;

/**
 * Rejects a body that names a payment which the order does not have.
 * {@link PaymentNotFound} is for a path.
 */
public class UnknownPayment extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownPayment(long paymentId) {
		super("The order has no payment " + paymentId);
	}

}
