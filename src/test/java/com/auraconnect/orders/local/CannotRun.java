package com.auraconnect.orders.local;

import java.io.Serial;

/**
 * The local run cannot start; the message is one line with the reason and the remedy.
 */
final class CannotRun extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	CannotRun(String message) {
		super(message);
	}

}
