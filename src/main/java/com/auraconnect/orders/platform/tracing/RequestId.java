package com.auraconnect.orders.platform.tracing;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Id and trace of the request or background task that this thread works on. */
public final class RequestId {

	/** Header that carries the id, in requests, responses and calls to partners. */
	public static final String HEADER = "X-Request-Id";

	/** Log fields of the id and its trace. */
	private static final String MDC_KEY = "request_id";

	private static final String MDC_TRACE_KEY = "trace_id";

	private static final ThreadLocal<TraceContext> TRACE = new ThreadLocal<>();

	private RequestId() {
	}

	/** The id; null outside of any request or task. */
	public static @Nullable String current() {
		return MDC.get(MDC_KEY);
	}

	/** The current trace; outside of any request or task a new one each time. */
	public static TraceContext trace() {
		var trace = TRACE.get();
		return (trace != null) ? trace : TraceContext.started();
	}

	/**
	 * Makes a random UUID. It is not cryptographically secure: the id is no secret, and
	 * every request needs one.
	 */
	public static String random() {
		var random = ThreadLocalRandom.current();
		var version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
		var variant1 = (random.nextLong() >>> 2) | Long.MIN_VALUE;
		return new UUID(version4, variant1).toString();
	}

	/** Sets the id of this thread, with a new trace, until the scope is closed. */
	public static Scope begin(String id) {
		return begin(id, TraceContext.started());
	}

	/** Sets the id and the trace of this thread until the scope is closed. */
	public static Scope begin(String id, TraceContext trace) {
		MDC.put(MDC_KEY, id);
		MDC.put(MDC_TRACE_KEY, trace.traceId());
		TRACE.set(trace);
		return Scope.INSTANCE;
	}

	/**
	 * Wraps work for another thread, which then runs it under the id and trace of this
	 * one.
	 */
	public static Runnable carriedOn(Runnable work) {
		var id = current();
		if (id == null) {
			return work;
		}
		var trace = trace();
		return () -> {
			try (var _ = begin(id, trace)) {
				work.run();
			}
		};
	}

	/** Clears the thread's id and trace when closed. */
	public static final class Scope implements AutoCloseable {

		private static final Scope INSTANCE = new Scope();

		private Scope() {
		}

		@Override
		public void close() {
			MDC.remove(MDC_KEY);
			MDC.remove(MDC_TRACE_KEY);
			TRACE.remove();
		}

	}

}
