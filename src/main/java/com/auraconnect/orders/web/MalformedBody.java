package com.auraconnect.orders.web;

/** The body cannot be read at all, so that nothing can be said about its fields. */
class MalformedBody extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message what the client is told
	 */
	MalformedBody(String message) {
		super(message);
	}

}
