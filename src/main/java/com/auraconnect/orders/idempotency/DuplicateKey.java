package com.auraconnect.orders.idempotency;

/**
 * Another request with the same key has committed first; this one's work has to be
 * undone.
 */
public class DuplicateKey extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DuplicateKey() {
		super("Another request with this Idempotency-Key was faster");
	}

}
