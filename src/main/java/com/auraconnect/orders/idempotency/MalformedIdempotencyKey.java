package com.auraconnect.orders.idempotency;

/** The key is not one. */
public class MalformedIdempotencyKey extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** What a key must be, to be read after its name. */
	public static final String RULE = "must be 1 to 255 printable ASCII characters";

	MalformedIdempotencyKey() {
		super("An Idempotency-Key " + RULE);
	}

}
