package com.auraconnect.orders.tracing;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id of what is being done on this thread: a request, or a task in the background.
 * With it goes the trace that it belongs to.
 */
public final class RequestId {

	/** The header in which it comes in, goes out, and goes on to partners. */
	public static final String HEADER = "X-Request-Id";

	/** The names under which log lines carry it and its trace. */
	private static final String MDC_KEY = "request_id";

	private static final String MDC_TRACE_KEY = "trace_id";

	private static final ThreadLocal<TraceContext> TRACE = new ThreadLocal<>();

	private RequestId() {
	}

	/** Null outside of any request and task. */
	public static @Nullable String current() {
		return MDC.get(MDC_KEY);
	}

	/** The trace of the current request or task; outside of any, a new one each time. */
	public static TraceContext trace() {
		var trace = TRACE.get();
		return (trace != null) ? trace : TraceContext.started();
	}

	/**
	 * A UUID, but not a secret: nobody gains by guessing it, and each request needs one.
	 */
	public static String random() {
		var random = ThreadLocalRandom.current();
		var version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
		var variant1 = (random.nextLong() >>> 2) | Long.MIN_VALUE;
		return new UUID(version4, variant1).toString();
	}

	/** Makes it this thread's, until closed, with a trace that begins here. */
	public static Scope begin(String id) {
		return begin(id, TraceContext.started());
	}

	/** Makes it this thread's, until closed, as part of a trace. */
	public static Scope begin(String id, TraceContext trace) {
		MDC.put(MDC_KEY, id);
		MDC.put(MDC_TRACE_KEY, trace.traceId());
		TRACE.set(trace);
		return Scope.INSTANCE;
	}

	/**
	 * The same work for another thread, which does it under the id and in the trace of
	 * this one.
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

	/** How long the thread has the id. */
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
