package com.auraconnect.orders.order;

/**
 * Rejects a change that the current state of the order, line or payment does not allow.
 */
public class InvalidOrderState extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public InvalidOrderState(String message) {
		super(message);
	}

}
