package com.auraconnect.orders.idempotency;

/** Thrown while the first request with the key is still being executed. */
public class RequestInProgress extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RequestInProgress() {
		super("The first request with this Idempotency-Key is still running; ask again for its answer");
	}

}
