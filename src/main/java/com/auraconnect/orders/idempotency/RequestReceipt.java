package com.auraconnect.orders.idempotency;

/**
 * Where a handler finds the {@link com.auraconnect.orders.order.Receipt} of its request.
 * Every request under {@code /api} has one; one without an {@code Idempotency-Key} has
 * one that keeps nothing.
 */
public final class RequestReceipt {

	/** The name of the request attribute. */
	public static final String ATTRIBUTE = "com.auraconnect.orders.receipt";

	private RequestReceipt() {
	}

}
