package com.auraconnect.orders.platform.database;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** Requests whose database session is terminated, as failovers and restarts do. */
@ServiceTest
class EndedSessionsIT {

	/** An order that stays pending. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final OrderClient till;

	private final TestEnvironment site;

	EndedSessionsIT(ServiceClient client, TestEnvironment site) {
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.site = site;
	}

	/**
	 * Each change is blocked by a lock on the orders, or on the table that its commit
	 * writes last.
	 */
	@ParameterizedTest
	@MethodSource("changes")
	void aChangeIsAnsweredWithRetryAfter(String table, Function<EndedSessionsIT, Function<Long, Answer>> change) {
		long id = this.till.take(BURGER).required("id").asLong();
		try (var lock = DatabaseLock.onWritesTo(this.site, table)) {
			assertAnsweredWithRetryAfter(lock, () -> change.apply(this).apply(id));
		}
		assertThat(this.till.status(id)).isEqualTo("pending");
	}

	@Test
	void aChangeThatWaitsForItsOrderIsAnsweredWithRetryAfter() {
		long id = this.till.take(BURGER).required("id").asLong();
		try (var lock = DatabaseLock.onOrder(this.site, id)) {
			assertAnsweredWithRetryAfter(lock, () -> this.till.tryToMove(id, "confirmed"));
		}
		this.till.move(id, "confirmed");
	}

	@ParameterizedTest
	@MethodSource("reads")
	void aReadIsAnsweredWithRetryAfter(String table, String path) {
		try (var lock = DatabaseLock.onReadsOf(this.site, table)) {
			assertAnsweredWithRetryAfter(lock, () -> this.client.get("%s", path));
		}
		assertThat(this.client.get("%s", path).status()).isIn(200, 404);
	}

	private static void assertAnsweredWithRetryAfter(DatabaseLock lock, Supplier<Answer> request) {
		var answer = CompletableFuture.supplyAsync(request);
		lock.awaitWaiting(1);
		await().until(() -> lock.endWaiting() > 0 || answer.isDone());
		await().until(() -> {
			lock.endWaiting();
			return answer.isDone();
		});
		var refused = answer.join();
		assertThatProblem(refused).is(503, "SERVICE_UNAVAILABLE");
		assertThat(refused.header("Retry-After")).isPresent();
		assertThat(refused.text("/detail")).contains("may have been committed");
	}

	static List<Arguments> changes() {
		return Stream.of("outbox_events", "orders").flatMap((table) -> changesOf(table)).toList();
	}

	private static Stream<Arguments> changesOf(String table) {
		return Stream.of(change(table, "taken", (test, _) -> test.client.post("/api/v1/orders", BURGER)),
				change(table, "taken with a key",
						(test, _) -> test.client.withKey(UUID.randomUUID().toString()).post("/api/v1/orders", BURGER)),
				change(table, "moved", (test, id) -> test.till.tryToMove(id, "confirmed")),
				change(table, "cancelled", (test, id) -> test.till.tryToCancel(id)),
				change(table, "cancelled with a key",
						(test, id) -> test.client.withKey(UUID.randomUUID().toString())
							.post("/api/v1/orders/" + id + "/cancel", Map.of("reason", "customer_request"))),
				change(table, "amended",
						(test, id) -> test.client.patch("/api/v1/orders/" + id, Map.of("notes", "no salt"))),
				change(table, "paid", (test, id) -> test.client.post("/api/v1/orders/" + id + "/payments",
						Map.of("method", "cash", "amount", "1.00"))));
	}

	private static Arguments change(String table, String name, BiFunction<EndedSessionsIT, Long, Answer> change) {
		Function<EndedSessionsIT, Function<Long, Answer>> curried = (test) -> (id) -> change.apply(test, id);
		return argumentSet(name + ", waiting for " + table, table, curried);
	}

	static List<Arguments> reads() {
		return List.of(argumentSet("list", "orders", "/api/v1/orders?page_size=1"),
				argumentSet("order", "orders", "/api/v1/orders/987654321"),
				argumentSet("tracking", "orders", "/api/v1/track/" + "A".repeat(22)),
				argumentSet("kitchen", "orders", "/api/v1/kitchen/orders?location_id=1"),
				argumentSet("events", "outbox_events", "/api/v1/events?location_id=1"),
				argumentSet("report", "order_daily_summary",
						"/api/v1/orders/reports/summary?date_from=2026-01-01&date_to=2026-01-02"),
				argumentSet("sagas", "scheduled_tasks", "/api/v1/admin/sagas"));
	}

}
