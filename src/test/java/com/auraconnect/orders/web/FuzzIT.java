package com.auraconnect.orders.web;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.Mutations;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OwnDatabase;
import com.auraconnect.orders.testing.RawHttp;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sends requests of every method to every path of the API, with random bodies, ids and
 * headers, and of every size up to a limit and one byte beyond. Each request is answered,
 * an oversized one by the specific status, and a HEAD like its GET. A part of them has
 * nothing wrong but the body, and works on an order or check in the state that the
 * operation needs: each operation succeeds at least once. {@code -Dfuzz.requests} and
 * {@code -Dfuzz.seed} set their number and the seed.
 */
@Tag(TestSize.TAG)
@ServiceTest
@OwnDatabase
class FuzzIT {

	private static final Logger log = LoggerFactory.getLogger(FuzzIT.class);

	private static final int REQUESTS = Integer.getInteger("fuzz.requests", TestSize.of(4800, 24_000));

	private static final long SEED = Long.getLong("fuzz.seed", 20261122);

	/** Menu item of which the sandbox has no stock. */
	private static final long OUT_OF_STOCK = 30;

	private static final int KILOBYTE = 1024;

	/** The methods of HTTP, and an unknown one. */
	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE", "FOO");

	private static final List<Integer> DIGITS = List.of(19, 20, 100, 101, 1000, 3000);

	private static final List<String> IDS = List.of("0", "-1", "abc", "9223372036854775807", "9223372036854775808",
			"1.5", "%00", "%F0%9F%8D%94", "..%2f..", "1%27", "%20", "null", "batch", "1;a=b", "%25");

	private static final List<String> HEADERS = List.of("Idempotency-Key: \u00fc", "Idempotency-Key: ",
			"Idempotency-Key: " + "k".repeat(300), "If-Match: \"99999999999999999999\"", "If-Match: *",
			"If-Match: \"1\", \"2\"", "If-None-Match: W/\"\"", "If-None-Match: \"", "Accept: text/html", "Accept: ;;",
			"Content-Type: ;", "Content-Type: application/json; charset=\"", "Content-Encoding: gzip",
			"X-Request-Id: \u0001", "X-Forwarded-For: ,,,", "Range: bytes=0-1", "Expect: nothing",
			"Authorization: Bearer", "Authorization: Bearer  ", "Cookie: JSESSIONID=1",
			"X-HTTP-Method-Override: DELETE", "Accept-Language: \u00e9", "Origin: null", "Last-Event-ID: x");

	private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");

	private static final List<String> QUERIES = List.of("", "", "", "?page_size=x", "?cursor=AAAA", "?status=&status=x",
			"?date_from=2026", "?location_id=99999999999999999999", "?search=%00", "?search=%25_%5C", "?a=%ZZ", "?&&==",
			"?updated_after=-999999999-01-01T00:00:00Z", "?date_to=%2B999999999-12-31T23:59:59Z", "?sort=id;drop",
			"?location_id=1&after=-1", "?after=x");

	private static final String UNBALANCED = """
			SELECT id FROM orders
			WHERE total_amount <> subtotal - discount_amount + service_charge_amount + tax_amount + tip_amount
			   OR total_amount < 0
			""";

	private static final String UNTOLD = """
			SELECT o.id FROM orders o
			LEFT JOIN outbox_events e ON e.order_id = o.id
			GROUP BY o.id, o.version
			HAVING count(DISTINCT e.order_version) <> o.version
			""";

	private final ServiceClient client;

	private final TestEnvironment site;

	private final int port;

	private final List<String> tokens;

	private final List<JsonNode> orders = new ArrayList<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger closed = new AtomicInteger();

	/** Number of responses by method or size, and by status. */
	private final Map<String, Map<Integer, LongAdder>> answers = new ConcurrentSkipListMap<>();

	/** Methods and paths that were answered. */
	private final Set<String> asked = ConcurrentHashMap.newKeySet();

	/**
	 * Number of requests with the method of an operation that succeeded, by operation.
	 */
	private final Map<String, LongAdder> successes = new ConcurrentSkipListMap<>();

	private final FuzzSubjects subjects;

	/** Size of a request. */
	private enum Size {

		ORDINARY, LONG_ID, LONG_NUMBER, LONGEST_PATH, PATH_BEYOND, LARGEST_HEADERS, HEADERS_BEYOND, LARGEST_BODY,
		BODY_BEYOND, HEAD_FAR_BEYOND;

		private boolean isOfBody() {
			return this == LARGEST_BODY || this == BODY_BEYOND;
		}

	}

	/** A request that can be repeated as a GET. */
	private record Request(String method, String path, List<String> head, byte[] body, Size size) {

		byte[] bytes() {
			return RawHttp.request(
					Stream.concat(Stream.of(this.method + " " + this.path + " HTTP/1.1"), this.head.stream()).toList(),
					this.body);
		}

		/** Whether its response may have no end. */
		boolean isStream() {
			return this.method.equals("GET") && this.path.startsWith("/api/v1/events/stream");
		}

		Request asGet() {
			return new Request("GET", this.path, this.head, this.body, this.size);
		}

		@Override
		public String toString() {
			var text = this.size + " " + this.method + " " + this.path + " " + this.head + " "
					+ new String(this.body, StandardCharsets.UTF_8);
			return (text.length() > 2000) ? text.substring(0, 2000) + "..." : text;
		}

	}

	FuzzIT(ServiceClient client, TestEnvironment site, Sandbox sandbox, Environment environment) {
		this.client = client;
		this.site = site;
		this.port = environment.getRequiredProperty("local.server.port", Integer.class);
		this.subjects = new FuzzSubjects(client.admin(1), site.database());
		this.tokens = List.of(sandbox.tokens().token(TokenRequest.admin(1)),
				sandbox.tokens().token(TokenRequest.staff(1, 1L, 2L)),
				sandbox.tokens().token(TokenRequest.customer(1, 7)), sandbox.tokens().token(TokenRequest.admin(2)),
				"x");
	}

	@Test
	void everyRequestIsAnsweredAndTheServiceStaysUp() {
		var till = new OrderClient(this.client.admin(1));
		IntStream.range(0, 20).forEach((i) -> this.orders.add(this.subjects.paidAndAdjusted(1 + i % 2)));
		var operations = ApiOperation.all();
		operations.forEach((operation) -> this.successes.put(operation.id(), new LongAdder()));

		new Terminals(4).share(IntStream.range(0, REQUESTS).boxed().toList(), (Integer i) -> {
			var operation = operations.get(i / 2 % operations.size());
			var method = (i % 2 == 0) ? operation.method() : METHODS.get(i / 2 / operations.size() % METHODS.size());
			ask(operation, method, new Random(SEED + i));
		});

		log.info("{} requests to {} operations (seed {}), {} closed: {}", REQUESTS, operations.size(), SEED,
				this.closed, this.answers);
		log.info("successes: {}", this.successes);
		assertThat(this.failures).isEmpty();
		assertThat(this.closed).hasValueLessThanOrEqualTo(REQUESTS / 100);
		assertEachSizeWasAnswered();
		assertThat(this.successes).allSatisfy((operation, count) -> assertThat(count.sum()).as(operation).isPositive());
		for (var method : METHODS) {
			assertThat(this.asked).as("all paths, each with " + method)
				.containsAll(operations.stream().map((operation) -> method + " " + operation.path()).toList());
		}
		assertThat(this.client.get("/health").status()).isEqualTo(200);
		till.await(till.take(OrderBody.burgerAt(1)).required("id").asLong(), "confirmed");
		assertThat(this.site.database().sql(UNBALANCED).query(Long.class).list()).isEmpty();
		await().untilAsserted(() -> assertThat(this.site.database().sql(UNTOLD).query(Long.class).list()).isEmpty());
	}

	/** Tomcat rejects a TRACE before it checks any limit. */
	private void assertEachSizeWasAnswered() {
		assertThat(statuses(Size.ORDINARY)).contains(200, 201, 400, 401, 403, 404, 405, 409, 422)
			.doesNotContain(413, 414, 431);
		assertThat(statuses(Size.LONG_ID)).contains(404, 405).doesNotContain(413, 414, 431);
		assertThat(statuses(Size.LONG_NUMBER)).contains(400, 405).doesNotContain(413, 414, 431);
		assertThat(statuses(Size.LONGEST_PATH)).contains(200, 400, 405).doesNotContain(413, 414, 431);
		assertThat(statuses(Size.LARGEST_HEADERS)).contains(200, 400, 404, 405).doesNotContain(413, 414, 431);
		assertThat(statuses(Size.LARGEST_BODY)).contains(200, 201, 400).doesNotContain(413, 414, 431);
		assertThat(statuses(Size.PATH_BEYOND)).contains(414).isSubsetOf(414, 405);
		assertThat(statuses(Size.HEADERS_BEYOND)).contains(431).isSubsetOf(431, 405);
		assertThat(statuses(Size.BODY_BEYOND)).contains(413).doesNotContain(200, 201);
		assertThat(statuses(Size.HEAD_FAR_BEYOND)).isSubsetOf(400);
		assertThat(statuses("FOO")).contains(405).doesNotContain(200, 201);
		assertThat(statuses("TRACE")).contains(405).doesNotContain(200);
	}

	private Set<Integer> statuses(Object methodOrSize) {
		return this.answers.getOrDefault(methodOrSize.toString(), Map.of()).keySet();
	}

	private void ask(ApiOperation operation, String method, Random random) {
		var isAimed = method.equals(operation.method()) && random.nextInt(3) == 0;
		var request = isAimed ? aimed(operation, random) : request(operation, method, random);
		var answer = send(request);
		if (answer.isEmpty()) {
			return;
		}
		this.asked.add(method + " " + operation.path());
		count(request.method(), answer.get().status());
		count(operation.id(), answer.get().status());
		count(request.size().name(), answer.get().status());
		if (method.equals(operation.method()) && answer.get().status() < 300) {
			this.successes.get(operation.id()).increment();
		}
		if (!isExpected(answer.get()) || answer.get().body().contains("Exception")
				|| answer.get().body().contains("\tat ")) {
			this.failures.add(request + " -> " + answer.get());
		}
		if (method.equals("HEAD")) {
			requireLikeGet(request, answer.get());
		}
	}

	/**
	 * Returns the response, empty if there is none. Tomcat closes a connection while it
	 * receives a head that is not HTTP or far too large.
	 */
	private Optional<Answer> send(Request request) {
		try {
			return Optional.of(request.isStream() ? RawHttp.begin(this.port, request.bytes())
					: RawHttp.send(this.port, request.bytes()));
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			if (request.size() != Size.HEAD_FAR_BEYOND) {
				this.closed.incrementAndGet();
			}
			return Optional.empty();
		}
	}

	private void count(String what, int status) {
		this.answers.computeIfAbsent(what, (_) -> new ConcurrentSkipListMap<>())
			.computeIfAbsent(status, (_) -> new LongAdder())
			.increment();
	}

	/**
	 * Whether the status is not a fault of the service, or is a 503 with reason and
	 * duration.
	 */
	private static boolean isExpected(Answer answer) {
		return answer.status() < 500 || answer.status() == 503 && answer.header("Retry-After").isPresent()
				&& (answer.body().isEmpty() || answer.text("/code").endsWith("_UNAVAILABLE"));
	}

	private void requireLikeGet(Request request, Answer head) {
		var get = send(request.asGet());
		if (!head.body().isEmpty() || get.isPresent() && get.get().status() != head.status()) {
			this.failures.add(request + " -> " + head + ", but as a GET " + get);
		}
	}

	/**
	 * Returns a request by an admin on what the operation needs. Its body alone may be
	 * invalid.
	 */
	private Request aimed(ApiOperation operation, Random random) {
		var mutations = new Mutations(random);
		var subject = this.subjects.subject(operation).orElseGet(() -> mutations.oneOf(this.orders));
		var path = filled(operation, subject, (id) -> id) + FuzzSubjects.query(operation);
		var size = (CHANGES.contains(operation.method()) && random.nextInt(8) == 0) ? Size.LARGEST_BODY : Size.ORDINARY;
		var body = body(operation, subject, size, mutations, random);
		var head = new ArrayList<>(List.of("Host: localhost", "Connection: close",
				"Authorization: Bearer " + this.tokens.getFirst(), "Content-Length: " + body.length));
		if (body.length > 0) {
			head.add(contentType(operation.method()));
		}
		return new Request(operation.method(), path, head, body, size);
	}

	private static String contentType(String method) {
		return "Content-Type: " + (method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
	}

	private Request request(ApiOperation operation, String method, Random random) {
		var mutations = new Mutations(random);
		var size = size(method, random);
		var order = mutations.oneOf(this.orders);
		var path = path(operation, order, size, mutations, random);
		var body = body(operation, order, size, mutations, random);
		var head = new ArrayList<>(List.of("Host: localhost", "Connection: close",
				"Authorization: Bearer " + mutations.oneOf(this.tokens)));
		if (body.length > 0) {
			head.add(contentType(method));
		}
		if (random.nextInt(3) == 0) {
			head.add("Idempotency-Key: key-" + random.nextInt(200));
		}
		if (size == Size.ORDINARY && random.nextInt(4) == 0) {
			head.add(mutations.oneOf(HEADERS));
		}
		head.add("Content-Length: " + body.length);
		switch (size) {
			case LARGEST_HEADERS -> head.add(filling(head, 16 * KILOBYTE));
			case HEADERS_BEYOND -> head.add(filling(head, 16 * KILOBYTE + 1));
			case HEAD_FAR_BEYOND -> head.add(filling(head, 26 * KILOBYTE));
			default -> {
			}
		}
		return new Request(method, path, head, body, size);
	}

	private static Size size(String method, Random random) {
		var sizes = Size.values();
		var size = (random.nextInt(3) == 0) ? sizes[random.nextInt(sizes.length)] : Size.ORDINARY;
		return size.isOfBody() && !CHANGES.contains(method) ? Size.ORDINARY : size;
	}

	/** Returns a header that makes these as long as wanted. */
	private static String filling(List<String> head, int bytes) {
		int length = head.stream().mapToInt((line) -> line.length() + 2).sum();
		return "X-Large: " + "x".repeat(bytes - length - "X-Large: \r\n".length());
	}

	private byte[] body(ApiOperation operation, JsonNode order, Size size, Mutations mutations, Random random) {
		var example = operation.example();
		if (example == null && !size.isOfBody()) {
			return new byte[0];
		}
		var plausible = (example != null) ? plausible(example, order, random) : JsonNodeFactory.instance.objectNode();
		var text = (size.isOfBody() && random.nextBoolean()) ? plausible.toString() : mutations.of(plausible);
		if (size == Size.LONG_NUMBER) {
			text = text.replaceFirst("(?<=:)\\d+", digits(mutations));
		}
		var bytes = text.getBytes(StandardCharsets.UTF_8);
		int limit = (operation.id().equals("createOrders") ? 4 * KILOBYTE : 256) * KILOBYTE;
		if (!size.isOfBody() && bytes.length > limit) {
			// several mutations together may repeat a text beyond the limit
			bytes = plausible.toString().getBytes(StandardCharsets.UTF_8);
		}
		return switch (size) {
			case LARGEST_BODY -> padded(bytes, limit);
			case BODY_BEYOND -> padded(bytes, limit + 1);
			default -> bytes;
		};
	}

	private static byte[] padded(byte[] body, int length) {
		var padded = Arrays.copyOf(body, length);
		Arrays.fill(padded, Math.min(body.length, length), length, (byte) ' ');
		return padded;
	}

	private static String digits(Mutations mutations) {
		return mutations.oneOf(List.of("9", "1", "-9")) + "9".repeat(mutations.oneOf(DIGITS) - 1);
	}

	private String path(ApiOperation operation, JsonNode order, Size size, Mutations mutations, Random random) {
		var isOdd = size == Size.ORDINARY && random.nextInt(6) == 0;
		Function<String, String> id = (real) -> {
			if (size == Size.LONG_ID) {
				return digits(mutations);
			}
			return isOdd ? mutations.oneOf(IDS) : real;
		};
		var path = filled(operation, order, id);
		return switch (size) {
			case ORDINARY -> path + mutations.oneOf(QUERIES);
			case LONG_NUMBER ->
				path + "?" + mutations.oneOf(List.of("location_id", "page_size", "after", "limit", "customer_id")) + "="
						+ digits(mutations);
			case LONGEST_PATH -> path + "?search=" + "x".repeat(8 * KILOBYTE - path.length() - "?search=".length());
			case PATH_BEYOND -> path + "?search=" + "x".repeat(8 * KILOBYTE - path.length() - "?search=".length() + 1);
			default -> path;
		};
	}

	/**
	 * Returns the path of an operation with the ids of an order and what belongs to it.
	 */
	private static String filled(ApiOperation operation, JsonNode order, Function<String, String> id) {
		return operation.path()
			.replace("{id}", id.apply(order.path("id").asText()))
			.replace("{location_id}", id.apply(Long.toString(FuzzSubjects.LOCATION_TO_CHANGE)))
			.replace("{item_id}", id.apply(order.at("/items/0/id").asText()))
			.replace("{tracking_code}", id.apply(order.path("tracking_code").asText()))
			.replace("{payment_id}", id.apply(FuzzSubjects.payment(order).asText()))
			.replace("{adjustment_id}", id.apply(order.at("/adjustments/0/id").asText()))
			.replace("{check_id}", id.apply(order.path("check_id").asText("1")))
			.replace("{saga_id}", id.apply(FuzzSubjects.saga(order)))
			.replace("{menu_item_id}", id.apply("15"))
			.replace("{course}", id.apply(Integer.toString(FuzzSubjects.HELD_COURSE)))
			.replaceAll("\\{\\w+}", "1");
	}

	/**
	 * Returns the example with existing ids and possible times, so that many requests
	 * succeed; some ask for an item that is out of stock.
	 */
	private static JsonNode plausible(JsonNode example, JsonNode order, Random random) {
		var body = (ObjectNode) example.deepCopy();
		body.remove(List.of("quote_token", "expected_total", "external_id"));
		Map.of("location_id", 2, "customer_id", 7, "menu_item_id", 10).forEach((name, id) -> {
			if (body.has(name)) {
				body.put(name, id);
			}
		});
		if (body.has("payment_id")) {
			body.set("payment_id", FuzzSubjects.payment(order));
		}
		if (body.has("order_ids")) {
			body.put("location_id", order.path("location_id").asLong()).putArray("order_ids").add(order.path("id"));
		}
		if (body.has("from")) {
			body.putArray("from").add(order.path("other_check_id").asLong(1));
		}
		if (body.has("business_day")) {
			body.put("business_day", LocalDate.now(ZoneOffset.UTC).minusDays(1 + random.nextInt(60)).toString());
		}
		for (var time : List.of("until", "estimated_ready_time")) {
			if (body.has(time)) {
				body.put(time, Instant.now().plus(Duration.ofHours(1)).toString());
			}
		}
		if (body.path("items").path(0) instanceof ObjectNode item && random.nextInt(6) == 0) {
			item.put("menu_item_id", OUT_OF_STOCK);
		}
		body.path("orders").forEach((entry) -> ((ObjectNode) entry).put("location_id", 2).remove("external_id"));
		return body;
	}

}
