package com.auraconnect.orders.platform.tracing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Trace of the current work, as defined by W3C Trace Context. The service records no
 * spans of its own: it passes the trace on to partners and writes its id to log lines.
 *
 * @param traceId 32 hexadecimal digits
 * @param flags the caller's trace flags, such as sampling, two hexadecimal digits
 * @param state vendor data to pass on unchanged; null if there is none
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public record TraceContext(String traceId, String flags, @Nullable String state) {

	/** Header with the trace id and the parent span id. */
	public static final String PARENT_HEADER = "traceparent";

	/** Header with vendor data. */
	public static final String STATE_HEADER = "tracestate";

	private static final Pattern PARENT = Pattern.compile(
			"(?<version>(?!ff)[0-9a-f]{2})-(?<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?<flags>[0-9a-f]{2})"
					+ "(?<more>-.*)?");

	private static final String VERSION = "00";

	/** Longer values need not be passed on; other than visible characters must not be. */
	private static final Pattern STATE = Pattern.compile("[ -~\t]{1,512}");

	private static final String SAMPLED = "01";

	private static final HexFormat HEX = HexFormat.of();

	/** Starts a new trace. */
	public static TraceContext started() {
		var random = ThreadLocalRandom.current();
		return new TraceContext(HEX.toHexDigits(random.nextLong()) + notZero(random), SAMPLED, null);
	}

	/**
	 * Parses the trace of a caller. Of a later version of the standard, the known fields
	 * are read.
	 * @return a new trace if the header is missing or malformed
	 */
	public static TraceContext of(@Nullable String parent, @Nullable String state) {
		var matcher = PARENT.matcher((parent != null) ? parent : "");
		if (!matcher.matches() || (VERSION.equals(matcher.group("version")) && matcher.group("more") != null)) {
			return started();
		}
		var isSane = state != null && STATE.matcher(state).matches();
		return new TraceContext(matcher.group("trace"), matcher.group("flags"), isSane ? state : null);
	}

	/** Makes the {@code traceparent} of a call to a partner, with a new span id. */
	public String parentOfNewSpan() {
		return VERSION + "-" + this.traceId + "-" + notZero(ThreadLocalRandom.current()) + "-" + this.flags;
	}

	private static String notZero(ThreadLocalRandom random) {
		return HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
	}

}
