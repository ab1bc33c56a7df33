package com.auraconnect.orders.web;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every operation of the API gets requests that nobody thought of, and answers each of
 * them without falling over. {@code -Dfuzz.requests} and {@code -Dfuzz.seed} say how many
 * and which.
 */
@ServiceTest
@OwnDatabase
class FuzzIT {

	private static final Logger log = LoggerFactory.getLogger(FuzzIT.class);

	private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2000);

	private static final long SEED = Long.getLong("fuzz.seed", 20261122);

	private static final List<String> IDS = List.of("0", "-1", "abc", "9223372036854775807", "9223372036854775808",
			"1.5", "%00", "%F0%9F%8D%94", "..%2f..", "1%27", "%20", "null", "batch", "1;a=b", "%25");

	private static final List<String> HEADERS = List.of("Idempotency-Key: \u00fc", "Idempotency-Key: ",
			"Idempotency-Key: " + "k".repeat(300), "If-Match: \"99999999999999999999\"", "If-Match: *",
			"If-Match: \"1\", \"2\"", "If-None-Match: W/\"\"", "If-None-Match: \"", "Accept: text/html", "Accept: ;;",
			"Content-Type: ;", "Content-Type: application/json; charset=\"", "Content-Encoding: gzip",
			"X-Request-Id: \u0001", "X-Forwarded-For: ,,,", "Range: bytes=0-1", "Expect: nothing",
			"Authorization: Bearer", "Authorization: Bearer  ", "Cookie: JSESSIONID=1",
			"X-HTTP-Method-Override: DELETE", "Accept-Language: \u00e9", "Origin: null", "Last-Event-ID: x");

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

	private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

	FuzzIT(ServiceClient client, TestEnvironment site, Sandbox sandbox, Environment environment) {
		this.client = client;
		this.site = site;
		this.port = environment.getRequiredProperty("local.server.port", Integer.class);
		this.tokens = List.of(sandbox.tokens().token(TokenRequest.admin(1)),
				sandbox.tokens().token(TokenRequest.staff(1, 1L, 2L)),
				sandbox.tokens().token(TokenRequest.customer(1, 7)), sandbox.tokens().token(TokenRequest.admin(2)),
				"x");
	}

	@Test
	void whateverItIsAskedItAnswersAndGoesOn() {
		var till = new OrderClient(this.client.admin(1));
		IntStream.range(0, 20)
			.forEach((i) -> this.orders.add(till.take(OrderBody.burgerAt(1 + i % 2).with("customer_id", 7))));
		var operations = ApiOperation.all();

		new Terminals(4).share(IntStream.range(0, REQUESTS).boxed().toList(),
				(Integer i) -> ask(operations.get(i % operations.size()), new Random(SEED + i)));

		log.info("{} requests to {} operations (seed {}): {}", REQUESTS, operations.size(), SEED, this.statuses.stream()
			.collect(Collectors.groupingBy((status) -> status, TreeMap::new, Collectors.counting())));
		assertThat(this.failures).isEmpty();
		assertThat(this.closed).hasValueLessThanOrEqualTo(REQUESTS / 100);
		assertThat(this.statuses).contains(200, 201, 400, 401, 403, 404, 409, 422);
		assertThat(this.client.get("/health").status()).isEqualTo(200);
		till.await(till.take(OrderBody.burgerAt(1)).required("id").asLong(), "confirmed");
		assertThat(this.site.database().sql(UNBALANCED).query(Long.class).list()).isEmpty();
		await().untilAsserted(() -> assertThat(this.site.database().sql(UNTOLD).query(Long.class).list()).isEmpty());
	}

	private void ask(ApiOperation operation, Random random) {
		var request = request(operation, random);
		Answer answer;
		try {
			answer = RawHttp.send(this.port, request);
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			// closed while it was still being sent, as Tomcat does where the head is no
			// HTTP
			this.closed.incrementAndGet();
			return;
		}
		this.statuses.add(answer.status());
		if (answer.status() >= 500 || answer.body().contains("Exception") || answer.body().contains("\tat ")) {
			this.failures
				.add(operation + " " + new String(request, StandardCharsets.UTF_8).lines().toList() + " -> " + answer);
		}
	}

	private byte[] request(ApiOperation operation, Random random) {
		var mutations = new Mutations(random);
		var body = (operation.example() != null) ? mutations.of(plausible(operation.example())) : "";
		var head = new ArrayList<>(List.of(operation.method() + " " + path(operation, mutations, random) + " HTTP/1.1",
				"Host: localhost", "Connection: close", "Authorization: Bearer " + mutations.oneOf(this.tokens)));
		if (!body.isEmpty()) {
			head.add("Content-Type: "
					+ (operation.method().equals("PATCH") ? "application/merge-patch+json" : "application/json"));
		}
		if (random.nextInt(3) == 0) {
			head.add("Idempotency-Key: key-" + random.nextInt(200));
		}
		if (random.nextInt(4) == 0) {
			head.add(mutations.oneOf(HEADERS));
		}
		var bytes = body.getBytes(StandardCharsets.UTF_8);
		head.add("Content-Length: " + bytes.length);
		return RawHttp.request(head, bytes);
	}

	private String path(ApiOperation operation, Mutations mutations, Random random) {
		var order = mutations.oneOf(this.orders);
		var isOdd = random.nextInt(6) == 0;
		return operation.path()
			.replace("{id}", isOdd ? mutations.oneOf(IDS) : order.path("id").asText())
			.replace("{item_id}", isOdd ? mutations.oneOf(IDS) : order.at("/items/0/id").asText())
			.replace("{tracking_code}", isOdd ? mutations.oneOf(IDS) : order.path("tracking_code").asText())
			.replaceAll("\\{\\w+}", "1") + mutations.oneOf(QUERIES);
	}

	/** The example with what there really is, so that a good part of it is granted. */
	private static JsonNode plausible(JsonNode example) {
		var body = (ObjectNode) example.deepCopy();
		body.remove(List.of("quote_token", "expected_total", "external_id"));
		Map.of("location_id", 2, "customer_id", 7, "menu_item_id", 10).forEach((name, id) -> {
			if (body.has(name)) {
				body.put(name, id);
			}
		});
		body.path("orders").forEach((order) -> ((ObjectNode) order).put("location_id", 2).remove("external_id"));
		return body;
	}

}
