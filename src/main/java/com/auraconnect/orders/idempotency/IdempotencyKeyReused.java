package com.auraconnect.orders.idempotency;

/** The key belongs to another request of the same caller. */
public class IdempotencyKeyReused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	IdempotencyKeyReused() {
		super("This Idempotency-Key has been used for a request with another body");
	}

}
