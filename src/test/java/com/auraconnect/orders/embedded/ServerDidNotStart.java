package com.auraconnect.orders.embedded;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** An embedded server did not start; the message is one line with the reason. */
public final class ServerDidNotStart extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	ServerDidNotStart(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
