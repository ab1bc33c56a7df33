package com.auraconnect.orders.sandbox;

import java.io.Serial;

/** A call that does not keep to the partner's contract; it is answered with 400. */
final class MalformedCall extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	MalformedCall(String message) {
		super(message);
	}

}
