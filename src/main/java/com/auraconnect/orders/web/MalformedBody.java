package com.auraconnect.orders.web;

/** Thrown when a body cannot be read at all, so that its fields cannot be checked. */
class MalformedBody extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message text for the client
	 */
	MalformedBody(String message) {
		super(message);
	}

}
