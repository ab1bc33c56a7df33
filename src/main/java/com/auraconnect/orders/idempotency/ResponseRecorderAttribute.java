package com.auraconnect.orders.idempotency;

import jakarta.servlet.ServletRequest;

/**
 * Request attributes shared by the filter and the handlers. Every API request has a
 * {@link com.auraconnect.orders.order.ResponseRecorder}, which stores nothing unless the
 * request has an idempotency key.
 */
public final class ResponseRecorderAttribute {

	/** Name of the request attribute that holds the recorder. */
	public static final String ATTRIBUTE = "com.auraconnect.orders.response-recorder";

	private static final String REFUSED_FOR_GOOD = "com.auraconnect.orders.refused-for-good";

	private ResponseRecorderAttribute() {
	}

	/**
	 * Marks the request as permanently refused: the reason lies in the request itself, so
	 * that a repetition will be refused in the same way.
	 */
	public static void refuseForGood(ServletRequest request) {
		request.setAttribute(REFUSED_FOR_GOOD, true);
	}

	static boolean isRefusedForGood(ServletRequest request) {
		return request.getAttribute(REFUSED_FOR_GOOD) != null;
	}

}
