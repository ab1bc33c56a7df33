package com.auraconnect.orders.order;

/**
 * Rejects a change that the current state of the check or of its orders does not allow.
 */
public class InvalidCheckState extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public InvalidCheckState(String message) {
		super(message);
	}

}
