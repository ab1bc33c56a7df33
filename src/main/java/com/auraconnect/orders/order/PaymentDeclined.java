package com.auraconnect.orders.order;

/** Reports that the bank declined the card. */
public class PaymentDeclined extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param code the bank's decline code
	 */
	public PaymentDeclined(String code) {
		super("The card was declined (" + code + ")");
	}

}
