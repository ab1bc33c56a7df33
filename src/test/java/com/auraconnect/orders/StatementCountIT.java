package com.auraconnect.orders;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.StatementCounts;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The number of statements of a request does not depend on the size of its answer. */
@ServiceTest
@Import(StatementCounts.class)
class StatementCountIT {

	private static final long AS_A_COPY = 1_000_000_000;

	private final ServiceClient client;

	private final JdbcClient database;

	private final StatementCounts statements;

	StatementCountIT(ServiceClient client, TestEnvironment site, StatementCounts statements) {
		this.client = client.admin(1);
		this.database = site.database();
		this.statements = statements;
	}

	/**
	 * All rows of a new order are sent as one message, and those of its confirmation too.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 50 })
	void anOrderTakesTwoAndItsConfirmationOne(int lines) {
		var items = IntStream.range(0, lines).mapToObj((i) -> OrderBody.line(10 + i % 20, 1)).toArray(Map[]::new);
		// caches the menu items
		new OrderClient(this.client).take(OrderBody.at(1, items), "confirmed");
		String requestId = UUID.randomUUID().toString();
		long id = new OrderClient(this.client.withKey(requestId).with("X-Request-Id", requestId))
			.take(OrderBody.at(1, items))
			.required("id")
			.asLong();
		new OrderClient(this.client).await(id, "confirmed");

		assertThat(withoutBlocksOfIds(requestId))
			.satisfiesExactly((look) -> assertThat(look).contains("FROM idempotency_keys"),
					(order) -> assertThat(order).contains("INSERT INTO orders", "INSERT INTO order_items",
							"INSERT INTO outbox_events", "INSERT INTO scheduled_tasks",
							"INSERT INTO idempotency_keys"));
		assertThat(withoutBlocksOfIds("place-order/1/" + id))
			.satisfiesExactly((order) -> assertThat(order).contains("UPDATE orders", "INSERT INTO order_status_history",
					"INSERT INTO outbox_events", "DELETE FROM scheduled_tasks"));
	}

	private List<String> withoutBlocksOfIds(String requestId) {
		return this.statements.of(requestId).stream().filter((statement) -> !statement.contains("nextval")).toList();
	}

	/** An order is loaded by two statements; all that a change writes is one message. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 50 })
	void aChangeTakesThree(int lines) {
		JsonNode order = kitchenWith(1, lines).getFirst();

		assertThat(statements(this.client, "POST", "/api/v1/kitchen/orders/" + TestKitchen.id(order) + "/ready"))
			.satisfiesExactly((row) -> assertThat(row).contains("from orders").contains("for no key update"),
					(parts) -> assertThat(parts).contains("order_items", "order_payments", "order_status_history"),
					(change) -> assertThat(change)
						.contains("UPDATE orders", "UPDATE order_items", "INSERT INTO order_status_history",
								"INSERT INTO outbox_events")
						.endsWith("COMMIT"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 50 })
	void anOrderThatIsInTheCacheTakesNone(int lines) {
		long id = TestKitchen.id(kitchenWith(1, lines).getFirst());

		assertThat(statements("/api/v1/orders/" + id)).isEmpty();
		assertThat(statements("/api/v1/orders/" + id + "/history")).isEmpty();
	}

	@Test
	void anOrderThatTheCallerHasAlreadyTakesNoneUntilItChanges() {
		long id = TestKitchen.id(kitchenWith(1, 1).getFirst());
		String path = "/api/v1/orders/" + id;
		String known = this.client.get(path).header("ETag").orElseThrow();
		ServiceClient caller = this.client.with("If-None-Match", known);
		String requestId = UUID.randomUUID().toString();

		Answer unchanged = caller.with("X-Request-Id", requestId).get(path);
		assertThat(unchanged.status()).isEqualTo(304);
		assertThat(unchanged.body()).isEmpty();
		assertThat(unchanged.header("ETag")).hasValue(known);
		assertThat(this.statements.of(requestId)).isEmpty();

		int version = new OrderClient(this.client).move(id, "ready").required("version").asInt();
		Answer changed = caller.get(path);
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.header("ETag")).hasValue("\"" + version + "\"").isNotEqualTo(unchanged.header("ETag"));
		assertThat(changed.text("/status")).isEqualTo("ready");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 50 })
	void anOrderThatIsInNoCacheTakesOne(int lines) {
		long id = copied(TestKitchen.id(kitchenWith(1, lines).getFirst()));

		assertThat(statements("/api/v1/orders/" + id)).hasSize(1);
		assertThat(statements("/api/v1/orders/" + id)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 50", "40, 1", "40, 10" })
	void aPageOfAListAndAKitchensQueueTakeOneEach(int orders, int lines) {
		long location = kitchenWith(orders, lines).getFirst().required("location_id").asLong();

		assertThat(statements("/api/v1/orders?page_size=100&location_id=" + location)).hasSize(1);
		assertThat(statements("/api/v1/kitchen/orders?location_id=" + location)).hasSize(1);
		assertThat(statements("/api/v1/kitchen/orders?station=grill&location_id=" + location)).hasSize(1);
		assertThat(statements("/api/v1/kitchen/all-day?location_id=" + location)).hasSize(1);
	}

	@Test
	void aQueueOfFiveHundredOrdersTakesOne() {
		JsonNode order = kitchenWith(1, 5).getFirst();
		IntStream.range(1, 500).forEach((i) -> copied(TestKitchen.id(order), i * AS_A_COPY));
		String path = "/api/v1/kitchen/orders?location_id=" + order.required("location_id").asLong();

		assertThat(statements(path)).hasSize(1);
		JsonNode queue = this.client.get(path).json();
		assertThat(queue.required("data")).hasSize(500)
			.allSatisfy((queued) -> assertThat(queued.required("items")).hasSize(5));
		assertThat(queue.at("/meta/has_more").asBoolean()).isFalse();
	}

	private List<String> statements(String path) {
		return statements(this.client, "GET", path);
	}

	private List<String> statements(ServiceClient client, String method, String path) {
		String requestId = UUID.randomUUID().toString();
		var answer = client.with("X-Request-Id", requestId).send(method, path, null);
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return this.statements.of(requestId);
	}

	/** Creates orders in a kitchen of their own, with that many lines each. */
	private List<JsonNode> kitchenWith(int orders, int lines) {
		var kitchen = TestKitchen.open(this.client, this.database);
		var items = IntStream.range(0, lines)
			.mapToObj((i) -> OrderBody.line(10 + i % 20, 1, modifiers(i)))
			.toArray(Map[]::new);
		return IntStream.range(0, orders)
			.mapToObj((i) -> kitchen.till().take(OrderBody.at(kitchen.locationId(), items)))
			.map((order) -> kitchen.till().move(TestKitchen.id(order), "confirmed", "preparing"))
			.toList();
	}

	private static long[] modifiers(int line) {
		return (line % 20 == 0) ? new long[] { 101, 102 } : new long[0];
	}

	/** Copies the order in the database; the copy is in no cache. */
	private long copied(long id) {
		return copied(id, AS_A_COPY);
	}

	private long copied(long id, long distance) {
		var columns = writableColumns();
		this.database.sql("""
				INSERT INTO orders (%s)
				SELECT %s
				FROM orders o
				CROSS JOIN LATERAL jsonb_populate_record(o, jsonb_build_object(
				    'id', o.id + :distance,
				    'order_number', 'C-' || o.id + :distance,
				    'tracking_code', 'copy-' || o.id + :distance)) copy
				WHERE o.id = :id
				""".formatted(String.join(", ", columns), "copy." + String.join(", copy.", columns)))
			.param("id", id)
			.param("distance", distance)
			.update();
		this.database.sql("""
				INSERT INTO order_items
				SELECT (jsonb_populate_record(i, jsonb_build_object(
				    'id', i.id + :distance,
				    'order_id', i.order_id + :distance))).*
				FROM order_items i
				WHERE i.order_id = :id
				""").param("id", id).param("distance", distance).update();
		return id + distance;
	}

	/** All columns of an order except generated ones. */
	private List<String> writableColumns() {
		return this.database.sql("""
				SELECT column_name
				FROM information_schema.columns
				WHERE table_name = 'orders' AND is_generated = 'NEVER'
				""").query(String.class).list();
	}

}
