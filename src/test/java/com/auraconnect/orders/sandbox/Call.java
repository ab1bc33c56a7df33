package com.auraconnect.orders.sandbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A request to a partner, read whole. */
record Call(String method, String path, @Nullable String tenant, @Nullable String idempotencyKey, String body,
		Map<String, String> origin) {

	/** Headers with the origin of a call. */
	private static final List<String> ORIGIN = List.of("X-Request-Id", "X-Tenant-Id", "traceparent", "tracestate");

	static Call read(HttpExchange exchange) throws IOException {
		var headers = exchange.getRequestHeaders();
		return new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
				headers.getFirst("X-Tenant-Id"), headers.getFirst("Idempotency-Key"),
				new String(exchange.getRequestBody().readAllBytes(), UTF_8), origin(headers));
	}

	private static Map<String, String> origin(Headers headers) {
		Map<String, String> origin = new LinkedHashMap<>();
		ORIGIN.stream()
			.filter(headers::containsKey)
			.forEach((name) -> origin.put(name, String.join(",", headers.get(name))));
		return origin;
	}

	boolean is(String method, String path) {
		return this.method.equals(method) && this.path.equals(path);
	}

	/** The value of the pattern's group if method and path match, else null. */
	@Nullable String match(String method, Pattern path) {
		Matcher matcher = path.matcher(this.path);
		return this.method.equals(method) && matcher.matches() ? matcher.group(1) : null;
	}

	<T> T bodyAs(Class<T> type) {
		try {
			T value = Json.MAPPER.readValue(this.body, type);
			if (value != null) {
				return value;
			}
		}
		catch (JsonProcessingException ex) {
			throw new MalformedCall(ex.getOriginalMessage());
		}
		throw new MalformedCall("a body is required");
	}

	boolean hasBody() {
		return !this.body.isBlank();
	}

	RecordedCall answeredWith(int status) {
		return new RecordedCall(this.method, this.path, this.idempotencyKey, this.body, status, this.origin);
	}

}
