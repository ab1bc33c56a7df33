package com.auraconnect.orders.order;

/** The bank has said no to a card. */
public class PaymentDeclined extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PaymentDeclined(String code) {
		super("The card was declined (" + code + ")");
	}

}
