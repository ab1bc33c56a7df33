package com.auraconnect.orders.idempotency;

import jakarta.servlet.ServletRequest;

/**
 * Names the request attributes through which a handler and the filter speak of the key.
 * Every request under {@code /api} has a {@link com.auraconnect.orders.order.ResponseRecorder};
 * one without an {@code Idempotency-Key} has one that keeps nothing.
 */
public final class ResponseRecorderAttribute {

	/** The name of the request attribute that holds the receipt. */
	public static final String ATTRIBUTE = "com.auraconnect.orders.receipt";

	private static final String REFUSED_FOR_GOOD = "com.auraconnect.orders.refused-for-good";

	private ResponseRecorderAttribute() {
	}

	/**
	 * Notes that the request is refused for what it is itself, so that it will be refused
	 * in the same way whenever it comes.
	 */
	public static void refuseForGood(ServletRequest request) {
		request.setAttribute(REFUSED_FOR_GOOD, true);
	}

	static boolean isRefusedForGood(ServletRequest request) {
		return request.getAttribute(REFUSED_FOR_GOOD) != null;
	}

}
