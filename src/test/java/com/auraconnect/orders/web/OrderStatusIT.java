package com.auraconnect.orders.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Transitions between all pairs of states, over HTTP. */
@ServiceTest
class OrderStatusIT {

	private static final List<String> STATUSES = List.of("pending", "confirmed", "preparing", "ready", "completed",
			"cancelled");

	private static final Map<String, Set<String>> ALLOWED = Map.of("pending", Set.of("confirmed", "cancelled"),
			"confirmed", Set.of("preparing", "cancelled"), "preparing", Set.of("ready", "cancelled"), "ready",
			Set.of("completed"), "completed", Set.of(), "cancelled", Set.of());

	/** Status changes from creation to each state. */
	private static final Map<String, List<String>> PATHS = Map.of("pending", List.of(), "confirmed",
			List.of("confirmed"), "preparing", List.of("confirmed", "preparing"), "ready",
			List.of("confirmed", "preparing", "ready"), "completed",
			List.of("confirmed", "preparing", "ready", "completed"), "cancelled", List.of("cancelled"));

	/** Location 2 does not confirm orders automatically. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final OrderClient till;

	private final JdbcClient database;

	OrderStatusIT(ServiceClient client, TestEnvironment site) {
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
		this.database = site.database();
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("allowedPairs")
	void anAllowedTransitionSucceeds(String from, String to) {
		JsonNode before = orderThatIs(from);
		long id = before.required("id").asLong();
		Answer answer = this.till.tryToMove(id, to);
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(answer.text("/status")).isEqualTo(to);
		assertThat(answer.at("/version").asInt()).isEqualTo(before.required("version").asInt() + 1);
		assertThat(answer.header("ETag")).hasValue("\"" + answer.text("/version") + "\"");
		assertThat(answer.at("/status_history").valueStream().toList()).hasSize(before.at("/status_history").size() + 1)
			.last()
			.satisfies((change) -> {
				assertThat(change.required("from_status").asText()).isEqualTo(from);
				assertThat(change.required("to_status").asText()).isEqualTo(to);
				assertThat(change.required("changed_by").asText()).isEqualTo("staff-1");
			});
		assertThat(this.till.order(id)).isEqualTo(answer.json());
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("refusedPairs")
	void anyOtherTransitionIsRejectedAndLeavesTheOrderUnchanged(String from, String to) {
		JsonNode before = orderThatIs(from);
		long id = before.required("id").asLong();
		Trace trace = trace(id);
		assertRefused(this.till.tryToMove(id, to), from, to);
		if (to.equals("cancelled")) {
			assertRefused(this.till.tryToCancel(id), from, to);
		}
		assertThat(trace(id)).isEqualTo(trace);
		assertThat(this.till.order(id)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pending", "confirmed", "preparing" })
	void anOrderCanBeCancelledUntilItIsReady(String from) {
		JsonNode cancelled = this.till.cancel(orderThatIs(from).required("id").asLong());
		assertThat(cancelled.required("status").asText()).isEqualTo("cancelled");
		assertThat(cancelled.at("/cancellation/reason").asText()).isEqualTo("customer_request");
	}

	@Test
	void aLocationConfirmsAutomaticallyOrManually() {
		JsonNode confirmed = new OrderClient(this.client.admin(1)).await(
				new OrderClient(this.client.admin(1)).take(OrderBody.burgerAt(1)).required("id").asLong(), "confirmed");
		assertThat(confirmed.at("/status_history/1/changed_by").asText()).isEqualTo("system");
		JsonNode pending = orderThatIs("pending");
		assertThat(pending.required("status").asText()).isEqualTo("pending");
		assertThat(pending.required("version").asInt()).isEqualTo(1);
	}

	@Test
	void theHistoryHasAllStatusChanges() {
		long id = orderThatIs("completed").required("id").asLong();
		JsonNode history = this.client.get("/api/v1/orders/%d/history", id).at("/data");
		assertThat(history.valueStream().map((change) -> change.path("from_status").asText(null))).containsExactly(null,
				"pending", "confirmed", "preparing", "ready");
		assertThat(history.valueStream().map((change) -> change.path("to_status").asText())).containsExactly("pending",
				"confirmed", "preparing", "ready", "completed");
		assertThat(history.valueStream().map((change) -> change.path("changed_at").asText())).isSorted();
	}

	@Test
	void aStatusChangeStoresItsReasonAndEstimate() {
		long id = orderThatIs("confirmed").required("id").asLong();
		JsonNode moved = this.client
			.put("/api/v1/orders/" + id + "/status", Map.of("status", "preparing", "reason", "the oven is hot",
					"estimated_ready_time", "2031-01-02T20:00:00.5+02:00"))
			.json();
		assertThat(moved.at("/status_history/2/reason").asText()).isEqualTo("the oven is hot");
		assertThat(moved.required("estimated_ready_time").asText()).isEqualTo("2031-01-02T18:00:00.500Z");
		assertThat(moved.required("version").asInt()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "\"1\", \"%d\"", "W/\"%d\", \"%d\"" })
	void aChangeSucceedsIfIfMatchNamesTheVersion(String ifMatch) {
		JsonNode order = orderThatIs("confirmed");

		Answer answer = patched(order, ifMatch);

		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%d", "W/\"%d\"", "\"abc\"", "\"0%d\"", "\"1\", %d" })
	void anIfMatchThatCanNeverMatchIsReportedAsSuch(String ifMatch) {
		JsonNode order = orderThatIs("confirmed");

		Answer answer = patched(order, ifMatch);

		assertThatProblem(answer).is(412, "PRECONDITION_FAILED")
			.mentions("The order is at version %d; If-Match names no version that can match"
				.formatted(order.required("version").asInt()));
		assertThat(this.till.order(order.required("id").asLong())).isEqualTo(order);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'', value = { "\"99\"; the change was meant for version 99",
			"\"98\", \"99\"; the change was meant for one of 2 others" })
	void aStaleIfMatchIsReportedWithTheCurrentVersion(String ifMatch, String words) {
		JsonNode order = orderThatIs("confirmed");

		assertThatProblem(patched(order, ifMatch)).is(412, "PRECONDITION_FAILED")
			.mentions("The order is at version " + order.required("version") + "; " + words);
	}

	private Answer patched(JsonNode order, String ifMatch) {
		return this.client.with("If-Match", ifMatch.replace("%d", order.required("version").asText()))
			.patch("/api/v1/orders/" + order.required("id"), Map.of("notes", "in a hurry"));
	}

	@Test
	void cancellationByStatusRequiresAReason() {
		JsonNode order = orderThatIs("confirmed");
		String path = "/api/v1/orders/" + order.required("id") + "/status";

		assertThatProblem(this.client.put(path, Map.of("status", "cancelled"))).is(400, "VALIDATION_ERROR")
			.hasFaults("reason");
		Answer cancelled = this.client.put(path, Map.of("status", "cancelled", "reason", "the guest has left"));

		assertThat(cancelled.text("/cancellation/reason")).isEqualTo("other");
		assertThat(cancelled.text("/cancellation/notes")).isEqualTo("the guest has left");
	}

	/** Creates an order in this state and waits until its sagas have finished. */
	private JsonNode orderThatIs(String status) {
		long id = this.till.take(BURGER).required("id").asLong();
		awaitSagas(id);
		this.till.move(id, PATHS.get(status).toArray(String[]::new));
		awaitSagas(id);
		JsonNode order = this.till.order(id);
		assertThat(order.required("status").asText()).isEqualTo(status);
		return order;
	}

	private void awaitSagas(long id) {
		await().pollInterval(Duration.ofMillis(20))
			.until(() -> this.database.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance = ?")
				.param("1/" + id)
				.query(Long.class)
				.single() == 0);
	}

	private static void assertRefused(Answer answer, String from, String to) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(409);
		assertThat(answer.text("/code")).isEqualTo("INVALID_STATE");
		String allowed = answer.text("/detail").substring(answer.text("/detail").indexOf(';'));
		assertThat(answer.text("/detail")).startsWith("An order that is %s cannot become %s;".formatted(from, to));
		assertThat(STATUSES.stream().filter(allowed::contains)).containsExactlyInAnyOrderElementsOf(ALLOWED.get(from));
	}

	private Trace trace(long id) {
		return new Trace(count("SELECT version FROM orders WHERE id = ?", id),
				count("SELECT count(*) FROM order_status_history WHERE order_id = ?", id),
				count("SELECT count(*) FROM outbox_events WHERE order_id = ?", id));
	}

	private long count(String sql, long id) {
		return this.database.sql(sql).param(id).query(Long.class).single();
	}

	private static Stream<Arguments> allowedPairs() {
		return pairs().filter((pair) -> ALLOWED.get((String) pair.get()[0]).contains(pair.get()[1]));
	}

	private static Stream<Arguments> refusedPairs() {
		return pairs().filter((pair) -> !ALLOWED.get((String) pair.get()[0]).contains(pair.get()[1]));
	}

	private static Stream<Arguments> pairs() {
		return STATUSES.stream().flatMap((from) -> STATUSES.stream().map((to) -> arguments(from, to)));
	}

	/** Database rows of an order. */
	private record Trace(long version, long historyRows, long events) {
	}

}
