package com.auraconnect.orders.idempotency;

/**
 * Thrown when another request with the same key has committed first. The transaction of
 * this request must roll back.
 */
public class DuplicateKey extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DuplicateKey() {
		super("Another request with this Idempotency-Key has committed first");
	}

}
