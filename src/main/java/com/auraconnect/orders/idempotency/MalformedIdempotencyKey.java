package com.auraconnect.orders.idempotency;

/** Thrown when an {@code Idempotency-Key} is malformed. */
public class MalformedIdempotencyKey extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The rule for keys, as it reads after the header's name. */
	public static final String RULE = "must be 1 to 255 printable ASCII characters";

	MalformedIdempotencyKey() {
		super("An Idempotency-Key " + RULE);
	}

}
