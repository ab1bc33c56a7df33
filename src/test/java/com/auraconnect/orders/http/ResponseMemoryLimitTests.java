package com.auraconnect.orders.http;

import java.time.Duration;

import com.auraconnect.orders.order.read.AnswerSettings;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ResponseMemoryLimitTests {

	private static final int KILOBYTE = 1024;

	/** 10 KB for all responses, and pages of at most 6 KB. */
	private final ResponseMemoryLimit room = new ResponseMemoryLimit(
			new AnswerSettings(DataSize.ofKilobytes(6), DataSize.ofKilobytes(20), DataSize.ofKilobytes(20),
					DataSize.ofKilobytes(10), DataSize.ofKilobytes(1), Duration.ZERO));

	private final MockHttpServletRequest first = new MockHttpServletRequest();

	private final MockHttpServletRequest second = new MockHttpServletRequest();

	/** Handlers of each kind. */
	static class Handlers {

		@LargeAnswer(LargeAnswer.Kind.PAGE)
		public byte[] page() {
			return new byte[0];
		}

		@LargeAnswer(LargeAnswer.Kind.QUEUE)
		public byte[] queue() {
			return new byte[0];
		}

		public byte[] other() {
			return new byte[0];
		}

	}

	@Test
	void aHandlerWaitsForPermitsForItsLargestResponse() throws Exception {
		begin(this.first, "page");

		assertThatExceptionOfType(NoRoomForAnswer.class).isThrownBy(() -> begin(this.second, "page"));
		assertThatNoException().isThrownBy(() -> begin(this.second, "other"));
	}

	@Test
	void aResponseKeepsItsPermitsUntilItIsWritten() throws Exception {
		begin(this.first, "page");
		answer(this.first, 5 * KILOBYTE);
		assertThatExceptionOfType(NoRoomForAnswer.class).isThrownBy(() -> begin(this.second, "page"));

		end(this.first);
		assertThatNoException().isThrownBy(() -> begin(this.second, "page"));
	}

	@Test
	void unneededPermitsAreReleasedBeforeTheResponseIsWritten() throws Exception {
		begin(this.first, "page");
		answer(this.first, 4 * KILOBYTE);

		assertThatNoException().isThrownBy(() -> begin(this.second, "page"));
	}

	@Test
	void aSmallResponseNeedsNoPermitsWhileItIsWritten() throws Exception {
		begin(this.first, "page");
		answer(this.first, KILOBYTE);

		assertThatNoException().isThrownBy(() -> begin(this.second, "queue"));
	}

	@Test
	void aResponseThatMayExceedAllPermitsIsWrittenAlone() throws Exception {
		begin(this.first, "queue");
		answer(this.first, 15 * KILOBYTE);
		assertThatExceptionOfType(NoRoomForAnswer.class).isThrownBy(() -> begin(this.second, "page"));

		end(this.first);
		assertThatNoException().isThrownBy(() -> begin(this.second, "queue"));
	}

	private void begin(MockHttpServletRequest request, String handler) throws Exception {
		this.room.preHandle(request, new MockHttpServletResponse(), handler(handler));
	}

	private void answer(MockHttpServletRequest request, int bytes) throws NoSuchMethodException {
		this.room.beforeBodyWrite(new byte[bytes], new MethodParameter(Handlers.class.getMethod("page"), -1),
				MediaType.APPLICATION_JSON, ByteArrayHttpMessageConverter.class, new ServletServerHttpRequest(request),
				new ServletServerHttpResponse(new MockHttpServletResponse()));
	}

	private void end(MockHttpServletRequest request) {
		this.room.afterCompletion(request, new MockHttpServletResponse(), new Object(), null);
	}

	private static HandlerMethod handler(String name) throws NoSuchMethodException {
		return new HandlerMethod(new Handlers(), name);
	}

}
