package com.auraconnect.orders.tracing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which trace the work on this thread belongs to, in the terms of W3C Trace Context. The
 * service records no spans of its own: it passes the trace on to its partners, and names
 * it in its log lines.
 *
 * @param traceId 32 hexadecimal digits
 * @param flags what the caller says of sampling, two hexadecimal digits
 * @param state what tracing systems want passed on, as it came; null for nothing
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public record TraceContext(String traceId, String flags, @Nullable String state) {

	/** The header that names the trace and the span. */
	public static final String PARENT_HEADER = "traceparent";

	/** The header that tracing systems put things of their own in. */
	public static final String STATE_HEADER = "tracestate";

	private static final Pattern PARENT = Pattern.compile(
			"(?<version>(?!ff)[0-9a-f]{2})-(?<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?<flags>[0-9a-f]{2})"
					+ "(?<more>-.*)?");

	private static final String VERSION = "00";

	/** More need not be passed on, and nothing but visible characters may be. */
	private static final Pattern STATE = Pattern.compile("[ -~\t]{1,512}");

	private static final String SAMPLED = "01";

	private static final HexFormat HEX = HexFormat.of();

	/** The first of a trace. */
	public static TraceContext started() {
		var random = ThreadLocalRandom.current();
		return new TraceContext(HEX.toHexDigits(random.nextLong()) + notZero(random), SAMPLED, null);
	}

	/**
	 * The trace that a caller names. Of a version of the standard to come, what this one
	 * has is read.
	 * @return a new trace if it names none, or not in the form of the standard
	 */
	public static TraceContext of(@Nullable String parent, @Nullable String state) {
		var matcher = PARENT.matcher((parent != null) ? parent : "");
		if (!matcher.matches() || (VERSION.equals(matcher.group("version")) && matcher.group("more") != null)) {
			return started();
		}
		var isSane = state != null && STATE.matcher(state).matches();
		return new TraceContext(matcher.group("trace"), matcher.group("flags"), isSane ? state : null);
	}

	/** The {@code traceparent} of a call, which is a span of its own. */
	public String parentOfNewSpan() {
		return VERSION + "-" + this.traceId + "-" + notZero(ThreadLocalRandom.current()) + "-" + this.flags;
	}

	private static String notZero(ThreadLocalRandom random) {
		return HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
	}

}
