package com.auraconnect.orders.web;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RawHttp;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.Environment;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits on requests, as in docs/security.md and the API description. A value exactly at
 * its limit is accepted; one beyond it is rejected for that reason.
 */
@ServiceTest
class RequestSizesIT {

	private static final List<Integer> SIZE_STATUSES = List.of(413, 414, 431);

	private static final int PATH_LIMIT = 8 * 1024;

	private static final int HEADERS_LIMIT = 16 * 1024;

	private static final int BODY_LIMIT = 256 * 1024;

	private static final int BATCH_LIMIT = 4 * 1024 * 1024;

	/** A character of two UTF-16 units and four UTF-8 bytes. */
	private static final String CHARACTER = "\uD83C\uDF54";

	private final ServiceClient client;

	private final String token;

	private final Environment environment;

	RequestSizesIT(ServiceClient client, Sandbox sandbox, Environment environment) {
		this.client = client.admin(1).unchecked();
		this.token = sandbox.tokens().token(TokenRequest.admin(1));
		this.environment = environment;
	}

	/**
	 * Limit of one field or parameter.
	 *
	 * @param field name of the field in the response
	 * @param body body with a value of that size, null for none
	 */
	private record Bound(String method, String path, String field, int limit, IntFunction<String> body) {

		@Override
		public String toString() {
			return this.method + " " + this.path + ": " + this.limit + " in " + this.field;
		}

	}

	static Stream<ApiOperation> operations() {
		return ApiOperation.all().stream();
	}

	@ParameterizedTest
	@MethodSource("operations")
	void aPathIsAcceptedUpToItsLimit(ApiOperation operation) {
		assertThat(line(operation, PATH_LIMIT, 0).status()).isNotIn(SIZE_STATUSES).isLessThan(500);
		assertThatProblem(line(operation, PATH_LIMIT + 1, 0)).is(414, "PAYLOAD_TOO_LARGE");
	}

	@ParameterizedTest
	@MethodSource("operations")
	void headersAreAcceptedUpToTheirLimit(ApiOperation operation) {
		assertThat(line(operation, 0, HEADERS_LIMIT).status()).isNotIn(SIZE_STATUSES).isLessThan(500);
		assertThatProblem(line(operation, 0, HEADERS_LIMIT + 1)).is(431, "PAYLOAD_TOO_LARGE");
	}

	@ParameterizedTest
	@MethodSource("operations")
	void theLongestPathIsAcceptedWithTheLargestHeaders(ApiOperation operation) {
		var answer = line(operation, PATH_LIMIT, HEADERS_LIMIT);

		assertThat(answer.status()).isEqualTo(line(operation, PATH_LIMIT, 0).status());
		assertThatProblem(line(operation, PATH_LIMIT + 1, HEADERS_LIMIT + 1)).is(414, "PAYLOAD_TOO_LARGE");
	}

	@ParameterizedTest
	@MethodSource("operations")
	void aBodyIsAcceptedUpToItsLimit(ApiOperation operation) {
		int limit = operation.id().equals("createOrders") ? BATCH_LIMIT : BODY_LIMIT;

		var largest = body(operation, limit);
		var larger = body(operation, limit + 1);

		if (operation.example() != null) {
			assertThat(largest.status()).as(largest::toString).isNotIn(SIZE_STATUSES).isLessThan(500);
			assertThat(largest.body()).doesNotContain("MALFORMED");
			assertThatProblem(larger).is(413, "PAYLOAD_TOO_LARGE");
		}
		else {
			assertThatProblem(largest).is(400, "MALFORMED_REQUEST");
			assertThat(larger.status()).as(larger::toString).isIn(400, 413);
		}
	}

	static Stream<Bound> bounds() {
		return Stream.of(order("table_number", 50, (size) -> "'table_number': " + text(size)),
				order("guest_count", 1000, (size) -> "'guest_count': " + size),
				order("notes", 500, (size) -> "'notes': " + text(size)),
				order("external_id", 255, (size) -> "'external_id': " + text(size)),
				order("discounts", 20, (size) -> "'discounts': " + list(size, discount("x"))),
				order("discounts[0].name", 100, (size) -> "'discounts': [" + discount(CHARACTER.repeat(size)) + "]"),
				order("service_charges", 20, (size) -> "'service_charges': " + list(size, discount("x"))),
				order("service_charges[0].name", 100,
						(size) -> "'service_charges': [" + discount(CHARACTER.repeat(size)) + "]"),
				order("payment.token", 255, (size) -> "'payment': {'method': 'card', 'token': " + text(size) + "}"),
				order("quote_token", 65_536, (size) -> "'quote_token': '" + "x".repeat(size) + "'"),
				new Bound("POST", "/orders/calculate", "items", 50,
						(size) -> "{'location_id': 1, 'order_type': 'dine_in', 'items': %s}"
							.formatted(list(size, "{'menu_item_id': 10, 'quantity': 1}"))),
				item("quantity", 99, (size) -> "'quantity': " + size),
				item("course", 99, (size) -> "'quantity': 1, 'course': " + size),
				item("special_instructions", 500, (size) -> "'quantity': 1, 'special_instructions': " + text(size)),
				item("discounts", 20, (size) -> "'quantity': 1, 'discounts': " + list(size, discount("x"))),
				item("modifiers", 20, (size) -> "'quantity': 1, 'modifiers': " + modifiers(size)),
				item("modifiers[0].quantity", 99,
						(size) -> "'quantity': 1, 'modifiers': [{'id': 101, 'quantity': %d}]".formatted(size)),
				new Bound("PATCH", "/orders/{id}", "table_number", 50,
						(size) -> "{'table_number': " + text(size) + "}"),
				new Bound("PATCH", "/orders/{id}", "notes", 500, (size) -> "{'notes': " + text(size) + "}"),
				new Bound("PATCH", "/orders/{id}", "guest_count", 1000, (size) -> "{'guest_count': " + size + "}"),
				new Bound("POST", "/orders/{id}/items", "items", 50,
						(size) -> "{'items': %s}".formatted(list(size, "{'menu_item_id': 10, 'quantity': 1}"))),
				new Bound("PUT", "/orders/{id}/items/{item_id}", "quantity", 99,
						(size) -> "{'quantity': " + size + "}"),
				new Bound("PUT", "/orders/{id}/items/{item_id}", "modifiers", 20,
						(size) -> "{'modifiers': " + modifiers(size) + "}"),
				new Bound("PUT", "/orders/{id}/items/{item_id}", "special_instructions", 500,
						(size) -> "{'special_instructions': " + text(size) + "}"),
				new Bound("PUT", "/orders/{id}/status", "reason", 500,
						(size) -> "{'status': 'confirmed', 'reason': " + text(size) + "}"),
				new Bound("POST", "/orders/{id}/cancel", "notes", 500,
						(size) -> "{'reason': 'other', 'notes': " + text(size) + "}"),
				new Bound("POST", "/orders/{id}/refunds", "reason", 500,
						(size) -> "{'payment_id': 1, 'amount': '1.00', 'reason': " + text(size) + "}"),
				new Bound("POST", "/orders/{id}/payments", "token", 255,
						(size) -> "{'method': 'card', 'amount': '1.00', 'token': " + text(size) + "}"),
				new Bound("POST", "/kitchen/orders/{id}/prepare", "station", 50,
						(size) -> "{'station': " + text(size) + "}"),
				new Bound("POST", "/kitchen/orders/{id}/prepare", "estimated_minutes", 1440,
						(size) -> "{'estimated_minutes': " + size + "}"),
				new Bound("POST", "/kitchen/orders/{id}/acknowledge", "display_id", 100,
						(size) -> "{'display_id': " + text(size) + "}"),
				new Bound("POST", "/orders/batch", "orders", 100, (size) -> "{'orders': " + list(size, "{}") + "}"),
				new Bound("POST", "/orders/batch-retrieve", "ids", 100, (size) -> "{'ids': " + list(size, "1") + "}"));
	}

	@ParameterizedTest
	@MethodSource("bounds")
	void aFieldIsAcceptedUpToItsLimit(Bound bound) {
		var order = new OrderClient(this.client).take(OrderBody.burgerAt(2));
		var path = path("/api/v1" + bound.path(), order);

		var beyond = this.client.send(bound.method(), path, json(bound.body().apply(bound.limit() + 1)));
		assertThatProblem(beyond).is(400, "VALIDATION_ERROR").hasFaults(bound.field());
		var atLimit = this.client.send(bound.method(), path, json(bound.body().apply(bound.limit())));
		assertThat(atLimit.status()).as(atLimit::toString).isNotIn(SIZE_STATUSES).isLessThan(500);
		assertThat(atLimit.at("/errors")).doesNotContainAnyElementsOf(beyond.at("/errors"));
		assertThat(atLimit.text("/code")).isNotEqualTo("MALFORMED_REQUEST");
	}

	@ParameterizedTest
	@CsvSource({ "/orders?page_size=, page_size, 100", "/events?location_id=1&limit=, limit, 1000",
			"/admin/sagas?limit=, limit, 1000", "/orders?location_id=, location_id, 9223372036854775807",
			"/orders?customer_id=, customer_id, 9223372036854775807",
			"/kitchen/orders?location_id=, location_id, 9223372036854775807",
			"/events?location_id=1&after=, after, 9223372036854775807" })
	void aParameterIsAcceptedUpToItsLargestNumber(String query, String parameter, BigInteger largest) {
		var atLimit = this.client.get("/api/v1" + query + largest);
		assertThat(atLimit.status()).as(atLimit::toString).isIn(200, 404);

		assertThatProblem(this.client.get("/api/v1" + query + largest.add(BigInteger.ONE))).is(400, "VALIDATION_ERROR")
			.hasFaults(parameter);
	}

	@ParameterizedTest
	@CsvSource({ "/orders?search=, search, 255", "/kitchen/orders?location_id=1&station=, station, 50" })
	void aParameterIsAcceptedUpToItsMaximumLength(String query, String parameter, int longest) {
		var escaped = "%%F0%%9F%%8D%%94";
		var atLimit = this.client.get("/api/v1" + query + escaped.repeat(longest));
		assertThat(atLimit.status()).as(atLimit::toString).isIn(200, 404);

		assertThatProblem(this.client.get("/api/v1" + query + escaped.repeat(longest + 1))).is(400, "VALIDATION_ERROR")
			.hasFaults(parameter);
	}

	@ParameterizedTest
	@ValueSource(strings = { "location_id", "customer_id" })
	void anIdInABodyIsAcceptedUpToTheLargest(String field) {
		var body = "{'location_id': 1, 'order_type': 'dine_in', '%s': %s, 'items': [{'menu_item_id': 10, 'quantity': 1}]}";
		body = body.replace(field.equals("location_id") ? "'location_id': 1, " : "\0", "");

		var largest = this.client.post("/api/v1/orders/calculate", json(body.formatted(field, "9223372036854775807")));
		assertThat(largest.body()).doesNotContain("out of range");
		assertThat(largest.status()).as(largest::toString).isIn(200, 400);
		for (var beyond : List.of("9223372036854775808", "9".repeat(100))) {
			assertThatProblem(this.client.post("/api/v1/orders/calculate", json(body.formatted(field, beyond))))
				.is(400, "VALIDATION_ERROR")
				.hasFaults(field);
		}
		assertThatProblem(this.client.post("/api/v1/orders/calculate", json(body.formatted(field, "9".repeat(101)))))
			.is(400, "MALFORMED_REQUEST");
	}

	@ParameterizedTest
	@ValueSource(ints = { 18, 19, 20, 1000, 3000 })
	void anIdInAPathOfAnyLengthIsNotFound(int digits) {
		var id = "9".repeat(digits);
		for (var operation : ApiOperation.all()) {
			var isOfLocation = operation.path().contains("{location_id}") && !operation.id().equals("putLocation");
			if (operation.path().contains("{id}") || isOfLocation) {
				var answer = this.client.send(operation.method(), operation.path().replaceAll("\\{\\w+}", id),
						(operation.example() != null) ? operation.example().toString() : null);
				assertThatProblem(answer).is(404, "NOT_FOUND");
			}
		}
	}

	/** The brackets around the values and the field's name count as tokens, too. */
	@ParameterizedTest
	@CsvSource({ "/orders, items, 20000", "/orders/batch, orders, 200000", "/orders/batch-retrieve, ids, 20000" })
	void valuesAreReadUpToTheTokenLimit(String path, String field, int tokens) {
		IntFunction<String> body = (size) -> "{'" + field + "': " + list(size - 5, "1") + "}";

		var atLimit = this.client.post("/api/v1" + path, json(body.apply(tokens)));
		assertThatProblem(atLimit).is(400, "VALIDATION_ERROR");
		assertThat(faults(atLimit)).contains(field);
		assertThatProblem(this.client.post("/api/v1" + path, json(body.apply(tokens + 1)))).is(400,
				"MALFORMED_REQUEST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void anIdempotencyKeyIsAcceptedUpToItsMaximumLength(String method) {
		var path = "/api/v1/orders/999999999" + (method.equals("PUT") ? "/status" : "/items/1");
		if (method.equals("PATCH")) {
			path = "/api/v1/orders/999999999";
		}
		if (method.equals("POST")) {
			path = "/api/v1/orders/999999999/cancel";
		}
		var body = switch (method) {
			case "POST" -> "{'reason': 'customer_request'}";
			case "PUT" -> "{'status': 'confirmed'}";
			case "PATCH" -> "{'notes': 'x'}";
			default -> "";
		};

		assertThatProblem(this.client.withKey("k".repeat(255)).send(method, path, json(body))).is(404, "NOT_FOUND");
		assertThatProblem(this.client.withKey("k".repeat(256)).send(method, path, json(body))).is(400,
				"VALIDATION_ERROR");
	}

	private static Bound order(String field, int limit, IntFunction<String> json) {
		return new Bound("POST", "/orders/calculate", field, limit, (
				size) -> "{'location_id': 1, 'order_type': 'dine_in', 'items': [{'menu_item_id': 10, 'quantity': 1}], %s}"
					.formatted(json.apply(size)));
	}

	private static Bound item(String field, int limit, IntFunction<String> json) {
		return new Bound("POST", "/orders/calculate", "items[0]." + field, limit,
				(size) -> "{'location_id': 1, 'order_type': 'dine_in', 'items': [{'menu_item_id': 10, %s}]}"
					.formatted(json.apply(size)));
	}

	private static String discount(String name) {
		return "{'name': '%s', 'type': 'fixed', 'value': '0.01'}".formatted(name);
	}

	private static String modifiers(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "{'id': " + (101 + i) + "}")
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static String list(int count, String element) {
		return "[" + (element + ",").repeat(count - 1) + element + "]";
	}

	private static String text(int characters) {
		return "'" + CHARACTER.repeat(characters) + "'";
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

	private static List<String> faults(Answer answer) {
		return answer.at("/errors").valueStream().map((fault) -> fault.path("field").asText()).toList();
	}

	private static String path(String path, JsonNode order) {
		return path.replace("{id}", order.required("id").asText())
			.replace("{item_id}", order.at("/items/0/id").asText());
	}

	/**
	 * Sends a request with a path and headers of that many bytes, 0 for as few as
	 * possible.
	 */
	private Answer line(ApiOperation operation, int pathLength, int headersLength) {
		var path = operation.path().replaceAll("\\{\\w+}", "999999999");
		if (pathLength > 0) {
			path += "?x=" + "x".repeat(pathLength - path.length() - "?x=".length());
		}
		var head = new ArrayList<>(
				List.of("Host: localhost", "Connection: close", "Authorization: Bearer " + this.token));
		if (headersLength > 0) {
			int length = head.stream().mapToInt((line) -> line.length() + 2).sum();
			head.add("X-Large: " + "x".repeat(headersLength - length - "X-Large: \r\n".length()));
		}
		head.addFirst(operation.method() + " " + path + " HTTP/1.1");
		return RawHttp.send(port(), RawHttp.request(head, new byte[0]));
	}

	private Answer body(ApiOperation operation, int length) {
		var json = (operation.example() != null) ? operation.example().toString() : "{}";
		var body = Arrays.copyOf(json.getBytes(StandardCharsets.UTF_8), length);
		Arrays.fill(body, json.getBytes(StandardCharsets.UTF_8).length, length, (byte) ' ');
		return this.client.send(operation.method(), operation.path().replaceAll("\\{\\w+}", "999999999"), body);
	}

	private int port() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

}
