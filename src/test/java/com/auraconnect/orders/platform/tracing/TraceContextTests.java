package com.auraconnect.orders.platform.tracing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-00";

	@Test
	void aTraceIsContinuedWithANewSpan() {
		var trace = TraceContext.of(PARENT, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
		assertThat(trace.parentOfNewSpan()).matches("00-" + TRACE + "-[0-9a-f]{16}-00").isNotEqualTo(PARENT);
		assertThat(trace.parentOfNewSpan()).isNotEqualTo(trace.parentOfNewSpan());
		assertThat(trace.state()).isEqualTo("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00-" + TRACE, "ff-" + TRACE + "-00f067aa0ba902b7-01",
			"00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-" + TRACE + "-0000000000000000-01",
			"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-" + TRACE + "-00f067aa0ba902b7-01-more",
			"00-" + TRACE + "-00f067aa0ba902b7-01 ", "cc-" + TRACE + "-00f067aa0ba902b7-01more" })
	void aMalformedHeaderStartsANewTrace(String parent) {
		var trace = TraceContext.of(parent, "congo=t61rcWkgMzE");
		assertThat(trace.traceId()).matches("[0-9a-f]{32}")
			.isNotEqualToIgnoringCase(TRACE)
			.isNotEqualTo("0".repeat(32));
		assertThat(trace.state()).as("belongs to a trace that is malformed").isNull();
	}

	@Test
	void theKnownFieldsOfALaterVersionAreRead() {
		var trace = TraceContext.of("cc-" + TRACE + "-00f067aa0ba902b7-01-what-the-future-brings", null);
		assertThat(trace.parentOfNewSpan()).startsWith("00-" + TRACE + "-").endsWith("-01");
	}

	@Test
	void aTooLongOrInvalidStateIsDropped() {
		assertThat(TraceContext.of(PARENT, "a=" + "x".repeat(511)).state()).isNull();
		assertThat(TraceContext.of(PARENT, "a=\r\nSet-Cookie: b").state()).isNull();
		assertThat(TraceContext.of(PARENT, "").state()).isNull();
	}

	@Test
	void workForAnotherThreadStaysInItsTrace() throws InterruptedException {
		var seen = new TraceContext[2];
		try (var _ = RequestId.begin("r-1", TraceContext.of(PARENT, null))) {
			seen[0] = RequestId.trace();
			Thread.ofVirtual().start(RequestId.carriedOn(() -> seen[1] = RequestId.trace())).join();
		}
		assertThat(seen[1]).isEqualTo(seen[0]);
		assertThat(RequestId.trace()).isNotEqualTo(seen[0]);
	}

}
