package com.auraconnect.orders.http;

/** Thrown when a body cannot be read at all, so that its fields cannot be checked. */
public class MalformedBody extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message text for the client
	 */
	MalformedBody(String message) {
		super(message);
	}

}
