package com.auraconnect.orders.tracing;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/**
 * The id of what is being done on this thread: a request, or a task in the background.
 */
public final class RequestId {

	/** The header in which it comes in, goes out, and goes on to partners. */
	public static final String HEADER = "X-Request-Id";

	/** The name under which log lines carry it. */
	private static final String MDC_KEY = "request_id";

	private RequestId() {
	}

	/** Null outside of any request and task. */
	public static @Nullable String current() {
		return MDC.get(MDC_KEY);
	}

	public static String random() {
		return UUID.randomUUID().toString();
	}

	/** Makes it this thread's, until closed. */
	public static MDCCloseable begin(String id) {
		return MDC.putCloseable(MDC_KEY, id);
	}

}
