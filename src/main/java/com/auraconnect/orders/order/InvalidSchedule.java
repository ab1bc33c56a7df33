package com.auraconnect.orders.order;

/** Thrown when an order cannot be due at the requested time. */
public class InvalidSchedule extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message begins with a verb, such as "must be in the future"
	 */
	InvalidSchedule(String message) {
		super(message);
	}

}
