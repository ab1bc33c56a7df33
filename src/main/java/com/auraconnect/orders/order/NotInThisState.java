package com.auraconnect.orders.order;

/**
 * What was asked for cannot be done to the order, or to that part of it, as it is now.
 */
public class NotInThisState extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotInThisState(String message) {
		super(message);
	}

}
