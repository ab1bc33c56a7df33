package com.auraconnect.orders.idempotency;

/** The same request is being worked on right now. */
public class RequestInProgress extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RequestInProgress() {
		super("The first request with this Idempotency-Key is still running; ask again for its answer");
	}

}
