package com.auraconnect.orders.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ValidBodyResolverTests {

	private static final int SINGLE = 20;

	private static final int BATCH = 40;

	private static final int HUGE = 10 * 1024 * 1024;

	private final ValidBodyResolver resolver;

	ValidBodyResolverTests() {
		var json = new ObjectMapper();
		var validator = new RequestValidator(Validation.buildDefaultValidatorFactory());
		var settings = TestWebSettings.withBodies(DataSize.ofBytes(SINGLE), DataSize.ofBytes(BATCH));
		this.resolver = new ValidBodyResolver(settings,
				new RequestBinder(new StrictJson(json, settings), json, new RequestLimits(50, 99, 20, 500), validator),
				(_, _) -> {
				});
	}

	@ParameterizedTest
	@CsvSource({ "single, 20", "batch, 40" })
	void aBodyIsAcceptedUpToItsLimit(String endpoint, int limit) throws Exception {
		assertThat(resolve(endpoint, withLength(limit))).isEqualTo(new Greeting("hi"));
		assertThat(resolve(endpoint, inChunks(limit))).isEqualTo(new Greeting("hi"));
	}

	@ParameterizedTest
	@CsvSource({ "single, 20", "batch, 40" })
	void aLongerBodyIsRejected(String endpoint, int limit) {
		assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> resolve(endpoint, withLength(limit + 1)))
			.withMessage("The body has more than " + limit + " bytes");
		assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> resolve(endpoint, inChunks(limit + 1)));
	}

	@Test
	void aBodyWithATooLargeDeclaredLengthIsNotRead() throws IOException {
		var request = withLength(HUGE);

		assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> resolve("single", request));
		assertThat(request.getInputStream().available()).isEqualTo(HUGE);
	}

	@Test
	void aTooLargeBodyInChunksIsReadUpToTheLimit() throws IOException {
		var request = inChunks(HUGE);

		assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> resolve("single", request));
		assertThat(request.getInputStream().available()).isEqualTo(HUGE - SINGLE - 1);
	}

	@Test
	void anotherCharsetIsNotSupported() {
		var request = withLength(SINGLE);
		request.setContentType("application/json;charset=ISO-8859-1");

		assertThatExceptionOfType(HttpMediaTypeNotSupportedException.class)
			.isThrownBy(() -> resolve("single", request));
	}

	private Object resolve(String endpoint, MockHttpServletRequest request) throws Exception {
		var parameter = new MethodParameter(Endpoints.class.getDeclaredMethod(endpoint, Greeting.class), 0);
		assertThat(this.resolver.supportsParameter(parameter)).isTrue();
		return this.resolver.resolveArgument(parameter, null, new ServletWebRequest(request), null);
	}

	private static MockHttpServletRequest withLength(int length) {
		return fill(new MockHttpServletRequest(), length);
	}

	private static MockHttpServletRequest inChunks(int length) {
		return fill(new MockHttpServletRequest() {
			@Override
			public long getContentLengthLong() {
				return -1;
			}
		}, length);
	}

	private static MockHttpServletRequest fill(MockHttpServletRequest request, int length) {
		var body = "{\"text\": \"hi\"}";
		request.setContentType("application/json");
		request.setContent((body + " ".repeat(length - body.length())).getBytes(StandardCharsets.US_ASCII));
		return request;
	}

	private record Greeting(String text) {
	}

	private interface Endpoints {

		void single(@ValidBody Greeting body);

		void batch(@ValidBody(BodySize.BATCH) Greeting body);

	}

}
