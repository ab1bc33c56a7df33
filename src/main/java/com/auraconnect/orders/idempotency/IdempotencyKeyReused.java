package com.auraconnect.orders.idempotency;

/** Thrown when the caller has used the key for a different request. */
public class IdempotencyKeyReused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	IdempotencyKeyReused() {
		super("This Idempotency-Key has been used for a request with another body");
	}

}
