package com.auraconnect.orders.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Batches of orders from a terminal that was offline. */
@ServiceTest
class BatchIT {

	private static final String BATCH = "/api/v1/orders/batch";

	private static final String ORDERS = "/api/v1/orders";

	private final ServiceClient client;

	private final ServiceClient staff;

	private final JdbcClient database;

	private final String key = UUID.randomUUID().toString();

	/**
	 * Location 2 does not confirm orders automatically. The notes identify the orders of
	 * this test.
	 */
	private final OrderBody burger = OrderBody.burgerAt(2).with("notes", this.key);

	private final Sandbox sandbox;

	BatchIT(ServiceClient client, TestEnvironment site, Sandbox sandbox) {
		this.sandbox = sandbox;
		this.client = client;
		this.staff = client.staff(1, 2L);
		this.database = site.database();
	}

	@Test
	void theResultsComeInTheOrderOfTheRequest() {
		OrderBody[] orders = IntStream.range(0, 100)
			.mapToObj((i) -> keyed("-" + i, this.burger.with("table_number", "T" + i)))
			.toArray(OrderBody[]::new);

		List<JsonNode> results = batch(orders);

		assertThat(results).hasSize(100);
		assertThat(IntStream.range(0, 100)).allSatisfy((i) -> {
			JsonNode result = results.get(i);
			assertThat(result.required("idempotency_key").asText()).isEqualTo(this.key + "-" + i);
			assertThat(result.required("status").asInt()).as(result::toString).isEqualTo(201);
			assertThat(result.at("/order/table_number").asText()).isEqualTo("T" + i);
			assertThat(result.has("problem")).isFalse();
		});
		assertThat(results).extracting((result) -> result.at("/order/id")).doesNotHaveDuplicates();
	}

	@Test
	void anOrderOfABatchEqualsTheOrderReadByItsId() {
		JsonNode order = batch(keyed(this.burger)).getFirst().required("order");

		assertThat(this.staff.get(ORDERS + "/" + order.required("id")).json()).isEqualTo(order);
	}

	@Test
	void anInvalidOrderDoesNotAffectTheOthers() {
		List<JsonNode> results = batch(keyed("-0", this.burger), keyed("-1", OrderBody.at(2, OrderBody.line(4711, 1))),
				keyed("-2", this.burger.with("guest_cuont", 2)), keyed("-3", this.burger.with("guest_count", 0)),
				keyed("-4", OrderBody.at(2, OrderBody.line(30, 1))), keyed("-5", OrderBody.burgerAt(1)),
				keyed("-6", this.burger.with("expected_total", "1.00")), this.burger,
				keyed("-8", this.burger.without("items")), keyed("-9", this.burger));

		assertThat(results).extracting((result) -> result.required("status").asInt())
			.containsExactly(201, 422, 400, 400, 422, 403, 422, 400, 400, 201);
		assertThat(results).extracting((result) -> result.at("/problem/code").asText())
			.containsExactly("", "MENU_ITEM_UNAVAILABLE", "VALIDATION_ERROR", "VALIDATION_ERROR",
					"INSUFFICIENT_INVENTORY", "FORBIDDEN", "PRICE_CHANGED", "VALIDATION_ERROR", "VALIDATION_ERROR", "");
		assertThat(results).allSatisfy((result) -> assertThat(result.has("order")).isNotEqualTo(result.has("problem")));
		assertThat(results.get(3).at("/problem/errors/0/field").asText()).isEqualTo("guest_count");
		assertThat(results.get(3).at("/problem/status").asInt()).isEqualTo(400);
		assertThat(results.get(7).required("idempotency_key").isNull()).isTrue();
		assertThat(results.get(7).at("/problem/errors/0/field").asText()).isEqualTo("idempotency_key");
	}

	@Test
	void anElementThatIsNoOrderDoesNotAffectTheOthers() {
		Answer answer = this.staff.post(BATCH,
				"{\"orders\":[null,7,\"order\",[],{\"idempotency_key\":7},{\"idempotency_key\":\"%s\",\"location_id\":2,"
					.formatted(this.key)
						+ "\"order_type\":\"dine_in\",\"items\":[{\"menu_item_id\":10,\"quantity\":1}]}]}");

		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(answer.at("/results").findValuesAsText("status").stream().limit(5)).containsOnly("400");
		assertThat(answer.at("/results/5/status").asInt()).isEqualTo(201);
	}

	@Test
	void aKeyOfASingleRequestIsReplayedInABatch() {
		Answer alone = this.staff.withKey(this.key).post(ORDERS, this.burger);
		JsonNode inBatch = batch(keyed(this.burger)).getFirst();

		assertThat(inBatch.required("status").asInt()).isEqualTo(201);
		assertThat(inBatch.required("order")).isEqualTo(alone.json());
		assertThat(orders()).isEqualTo(1);
	}

	@Test
	void aKeyOfABatchIsReplayedInASingleRequest() {
		JsonNode inBatch = batch(keyed(this.burger)).getFirst();
		Answer alone = this.staff.withKey(this.key).post(ORDERS, this.burger);

		assertThat(alone.isReplay()).isTrue();
		assertThat(alone.header("Location")).hasValue("/api/v1/orders/" + inBatch.at("/order/id"));
		assertThat(alone.json()).isEqualTo(inBatch.required("order"));
	}

	@RepeatedTest(5)
	void aKeyInABatchAndAConcurrentSingleRequestIsOneOrder() {
		SimultaneousPair both = SimultaneousPair.atOnce(
				() -> this.staff.post(BATCH, Map.of("orders", List.of(keyed(this.burger)))),
				() -> this.staff.withKey(this.key).post(ORDERS, this.burger));

		assertThat(List.of(both.one().at("/results/0/status").asInt(), both.other().status())).contains(201)
			.allMatch((status) -> status == 201 || status == 409);
		assertThat(batch(keyed(this.burger)).getFirst().required("status").asInt()).isEqualTo(201);
		assertThat(orders()).isEqualTo(1);
	}

	@Test
	void aKeyThatIsTwiceInABatchIsOneOrder() {
		List<JsonNode> results = batch(keyed(this.burger), keyed(this.burger),
				keyed(this.burger.with("guest_count", 2)));

		assertThat(results).extracting((result) -> result.required("status").asInt()).containsExactly(201, 201, 422);
		assertThat(results.get(1).required("order")).isEqualTo(results.get(0).required("order"));
		assertThat(results.get(2).at("/problem/code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
		assertThat(orders()).isEqualTo(1);
	}

	@Test
	void aRepeatedBatchHasTheSameResultsAndCreatesNothing() {
		OrderBody[] orders = { keyed("-0", this.burger), keyed("-1", OrderBody.at(2, OrderBody.line(4711, 1))),
				keyed("-2", this.burger.with("placed_at", Instant.now().toString())) };

		List<JsonNode> first = batch(orders);
		List<JsonNode> second = batch(orders);

		assertThat(List.of(second.get(0), second.get(2))).isEqualTo(List.of(first.get(0), first.get(2)));
		assertThat(second.get(1).at("/problem/code")).isEqualTo(first.get(1).at("/problem/code"));
		assertThat(orders()).isEqualTo(2);
	}

	@Test
	void anOrderIsCreatedAtItsPlacedAt() {
		Instant placedAt = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS);

		JsonNode order = batch(keyed(this.burger.with("placed_at", placedAt.toString()))).getFirst().required("order");

		assertThat(Instant.parse(order.required("created_at").asText())).isEqualTo(placedAt);
		assertThat(Instant.parse(order.at("/status_history/0/changed_at").asText())).isEqualTo(placedAt);
		assertThat(order.required("order_number").asText()).startsWith(businessDay(placedAt) + "-");
	}

	/** In Chicago it is still the previous day at that time. */
	@Test
	void theOrderNumberHasTheBusinessDayOfTheLocation() {
		Instant night = LocalDate.now(ZoneId.of("UTC")).atStartOfDay(ZoneId.of("UTC")).plusHours(2).toInstant();
		Instant placedAt = night.minus(Duration.ofDays(1));

		JsonNode order = batch(keyed(this.burger.with("placed_at", placedAt.toString()))).getFirst().required("order");

		LocalDate dayInUtc = placedAt.atZone(ZoneId.of("UTC")).toLocalDate();
		assertThat(order.required("order_number").asText()).startsWith(businessDay(placedAt) + "-")
			.doesNotStartWith(DateTimeFormatter.ofPattern("yyMMdd").format(dayInUtc));
	}

	@Test
	void aPlacedAtInTheFutureOrTooLongAgoIsRejected() {
		Instant now = Instant.now();
		List<JsonNode> results = batch(
				keyed("-0", this.burger.with("placed_at", now.minus(Duration.ofDays(7)).minusSeconds(60).toString())),
				keyed("-1", this.burger.with("placed_at", now.plus(Duration.ofMinutes(10)).toString())),
				keyed("-2", this.burger.with("placed_at", "yesterday")),
				keyed("-3", this.burger.with("placed_at", now.minus(Duration.ofDays(7)).plusSeconds(60).toString())),
				keyed("-4", this.burger.with("placed_at", now.plus(Duration.ofMinutes(2)).toString())));

		assertThat(results).extracting((result) -> result.required("status").asInt())
			.containsExactly(400, 400, 400, 201, 201);
		assertThat(results.get(0).at("/problem/errors/0/field").asText()).isEqualTo("placed_at");
		assertThat(results.get(1).at("/problem/errors/0/field").asText()).isEqualTo("placed_at");
	}

	@Test
	void aFaultyPlacedAtIsReportedWithTheOtherFaults() {
		List<JsonNode> results = batch(
				keyed("", OrderBody.at(1, OrderBody.line(20, 0)).with("placed_at", "yesterday")));

		assertThat(results.getFirst().at("/problem/errors")).extracting((fault) -> fault.required("field").asText())
			.containsExactly("items[0].quantity", "placed_at");
	}

	@Test
	void aBatchIsStoredUnlessARetryOfAnOrderMaySucceed() {
		OrderBody unfit = keyed("-0", OrderBody.at(2, OrderBody.line(10, 0)));
		OrderBody soldOut = keyed("-1", OrderBody.at(2, OrderBody.line(30, 1)));

		assertThat(isStored("-unfit", unfit, keyed("-2", this.burger))).isTrue();
		assertThat(isStored("-sold-out", unfit, soldOut, keyed("-2", this.burger))).isFalse();
	}

	private boolean isStored(String key, OrderBody... orders) {
		ServiceClient keyed = this.staff.withKey(this.key + key);
		assertThat(keyed.post(BATCH, Map.of("orders", List.of(orders))).status()).isEqualTo(200);
		return keyed.post(BATCH, Map.of("orders", List.of(orders))).isReplay();
	}

	@Test
	void anOrderIsCreatedOnceItsPlacedAtIsCorrected() {
		OrderBody tooEarly = this.burger.with("placed_at", Instant.now().plus(Duration.ofMinutes(10)).toString());
		ServiceClient keyed = this.staff.withKey(this.key + "-batch");
		Map<String, ?> body = Map.of("orders", List.of(keyed("-0", tooEarly), keyed("-1", tooEarly)));
		assertThat(keyed.post(BATCH, body).at("/results/0/status").asInt()).isEqualTo(400);
		assertThat(keyed.post(BATCH, body).isReplay()).isFalse();

		assertThat(batch(keyed("-0", this.burger)).getFirst().required("status").asInt()).isEqualTo(201);
		assertThat(this.staff.withKey(this.key + "-1").post(ORDERS, this.burger).status()).isEqualTo(201);
	}

	/** Otherwise its history would begin after its first status change. */
	@Test
	void aPlacedAtOfAClockThatIsAheadCountsAsNow() {
		Instant ahead = Instant.now().plus(Duration.ofMinutes(4));
		JsonNode taken = batch(keyed(this.burger.with("placed_at", ahead.toString()))).getFirst().required("order");
		assertThat(Instant.parse(taken.required("created_at").asText())).isBefore(ahead.minusSeconds(60));

		long id = taken.required("id").asLong();
		new OrderClient(this.staff).move(id, "confirmed");
		assertThat(this.staff.get(ORDERS + "/" + id + "/history").json().findValuesAsText("to_status"))
			.containsExactly("pending", "confirmed");
	}

	@Test
	void placedAtAndAlreadyAreRejectedOutsideBatches() {
		assertThat(this.staff.post(ORDERS, this.burger.with("placed_at", Instant.now().toString())).status())
			.isEqualTo(400);
		assertThat(this.staff.post(ORDERS, this.burger.with("already", "completed")).status()).isEqualTo(400);
	}

	@Test
	void anOrderThatWasHandedOverIsBookedWithoutTheKitchen() {
		Instant placedAt = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);

		JsonNode order = batch(keyed(handedOver(this.burger.paidInCash(), placedAt))).getFirst().required("order");

		long id = order.required("id").asLong();
		assertThat(order.required("status").asText()).isEqualTo("completed");
		assertThat(order.required("payment_status").asText()).isEqualTo("paid");
		assertThat(order.required("degraded")).isEmpty();
		assertThat(order.required("status_history").findValuesAsText("to_status")).containsExactly("pending",
				"confirmed", "preparing", "ready", "completed");
		assertThat(order.required("status_history").findValuesAsText("changed_at")).containsOnly(placedAt.toString());
		assertThat(this.staff.get(ORDERS + "/" + id + "/history").json().at("/data").findValuesAsText("to_status"))
			.containsExactly("pending", "confirmed", "preparing", "ready", "completed");
		assertThat(this.staff.get(ORDERS + "/" + id + "/events").json().at("/data").findValuesAsText("event_type"))
			.containsExactly("order.created");
		assertThat(this.staff.get("/api/v1/kitchen/orders?location_id=2&status=confirmed&status=preparing&status=ready")
			.json()
			.at("/data")
			.findValuesAsText("id")).doesNotContain(String.valueOf(id));
		assertThat(this.staff.put(ORDERS + "/" + id + "/status", Map.of("status", "preparing")).status())
			.isEqualTo(409);
	}

	@ParameterizedTest
	@CsvSource({ "tok_ok, paid, captured", "tok_declined, failed, declined" })
	void aCardOfAnOrderThatWasHandedOverIsCapturedOrLeavesItCompleted(String token, String payment, String state) {
		JsonNode taken = batch(keyed(handedOver(this.burger.paidByCard(token), Instant.now().minusSeconds(9_000))))
			.getFirst()
			.required("order");

		JsonNode order = new OrderClient(this.staff).await(taken.required("id").asLong(),
				(it) -> it.required("payment_status").asText().equals(payment));
		assertThat(order.required("status").asText()).isEqualTo("completed");
		assertThat(order.at("/payments/0/status").asText()).isEqualTo(state);
		assertThat(this.sandbox.inventory().reservationsOf(order.required("id").asLong())).isEmpty();
	}

	@Test
	void anOrderThatWasHandedOverNeedsItsTimeAndThatState() {
		List<JsonNode> results = batch(keyed("-0", this.burger.with("already", "completed")),
				keyed("-1", this.burger.with("placed_at", Instant.now().toString()).with("already", "cooked")),
				keyed("-2", this.burger.with("placed_at", "yesterday").with("already", 7).with("guest_count", 0)),
				keyed("-3", this.burger.with("already", null)));

		assertThat(results).extracting((result) -> result.required("status").asInt())
			.containsExactly(400, 400, 400, 201);
		assertThat(results.get(0).at("/problem/errors").findValuesAsText("field")).containsExactly("placed_at");
		assertThat(results.get(1).at("/problem/errors").findValuesAsText("field")).containsExactly("already");
		assertThat(results.get(2).at("/problem/errors").findValuesAsText("field")).containsExactly("guest_count",
				"placed_at", "already");
		assertThat(results.get(3).at("/order/status").asText()).isEqualTo("pending");
	}

	/** The reservation of item 30 is refused too. */
	@Test
	void whatWasSoldOfflineIsTakenThoughItHasRunOut() {
		ServiceClient other = this.client.staff(1, 1L);
		OrderBody soldOut = OrderBody.at(1, OrderBody.line(30, 1))
			.paidInCash()
			.with("placed_at", Instant.now().minusSeconds(9_000).toString());

		JsonNode taken = other.post(BATCH, Map.of("orders", List.of(keyed(soldOut)))).at("/results/0");

		assertThat(taken.required("status").asInt()).as(taken::toString).isEqualTo(201);
		JsonNode order = new OrderClient(other).await(taken.at("/order/id").asLong(), "confirmed");
		assertThat(order.required("degraded").valueStream().map(JsonNode::asText)).containsExactly("inventory");
		assertThat(order.at("/cancellation").isNull()).isTrue();
	}

	private static OrderBody handedOver(OrderBody body, Instant placedAt) {
		return body.with("placed_at", placedAt.toString()).with("already", "completed");
	}

	@Test
	void aBatchHasUpTo100Orders() {
		OrderBody[] orders = IntStream.range(0, 101)
			.mapToObj((i) -> keyed("-" + i, this.burger))
			.toArray(OrderBody[]::new);

		Answer answer = this.staff.post(BATCH, Map.of("orders", orders));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
		assertThat(answer.text("/errors/0/field")).isEqualTo("orders");
		assertThat(orders()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"orders\":[]}", "{\"orders\":null}", "{}", "{\"orders\":{}}", "{\"ordres\":[]}" })
	void anEmptyBatchIsRejected(String body) {
		assertThat(this.staff.post(BATCH, body).status()).isEqualTo(400);
	}

	@Test
	void theKeysOfABatchAreScopedToTheCaller() {
		JsonNode one = batch(keyed(this.burger)).getFirst();
		JsonNode other = this.client.as(TokenRequest.staff(1, 2L).as("another-caller"))
			.post(BATCH, Map.of("orders", List.of(keyed(this.burger))))
			.at("/results/0");

		assertThat(other.at("/order/id")).isNotEqualTo(one.at("/order/id"));
	}

	@Test
	void aCustomerMayNotSendABatch() {
		assertThat(this.client.customer(1, 5).post(BATCH, Map.of("orders", List.of(keyed(this.burger)))).status())
			.isEqualTo(403);
	}

	private OrderBody keyed(OrderBody body) {
		return keyed("", body);
	}

	private OrderBody keyed(String end, OrderBody body) {
		return body.with("idempotency_key", this.key + end);
	}

	private List<JsonNode> batch(OrderBody... orders) {
		Answer answer = this.staff.post(BATCH, Map.of("orders", Arrays.asList(orders)));
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.at("/results").valueStream().toList();
	}

	/** Counts the orders of this test. */
	private long orders() {
		return this.database.sql("SELECT count(*) FROM orders WHERE notes = ?")
			.param(this.key)
			.query(Long.class)
			.single();
	}

	private static String businessDay(Instant moment) {
		return DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneId.of("America/Chicago")).format(moment);
	}

}
