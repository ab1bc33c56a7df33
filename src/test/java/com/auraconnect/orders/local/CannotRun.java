package com.auraconnect.orders.local;

import java.io.Serial;

/**
 * The local run cannot start as things are; the message is one line that tells what to
 * do.
 */
final class CannotRun extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	CannotRun(String message) {
		super(message);
	}

}
