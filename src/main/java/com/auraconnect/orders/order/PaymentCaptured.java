package com.auraconnect.orders.order;

/** Rejects a change of a payment whose money was taken, or is being taken. */
public class PaymentCaptured extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public PaymentCaptured(String message) {
		super(message);
	}

}
