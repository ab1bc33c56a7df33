package com.auraconnect.orders.kitchen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Kitchen displays: prepare, bump, recall, ready and acknowledge. */
@ServiceTest
class OrderKitchenIT {

	private static final long BURGER = 10;

	private static final long SALAD = 15;

	private static final long COFFEE = 20;

	private final ServiceClient client;

	private final TestKitchen kitchen;

	private final TestEnvironment site;

	private final JdbcClient database;

	private final Clock clock;

	OrderKitchenIT(ServiceClient client, TestEnvironment site, Clock clock) {
		this.database = site.database();
		this.client = client;
		this.kitchen = TestKitchen.open(client, this.database);
		this.site = site;
		this.clock = clock;
	}

	@Test
	void eachStationStartsItsOwnLines() {
		JsonNode order = this.kitchen.confirmed(BURGER, SALAD, COFFEE);

		JsonNode grill = changed(order, this.kitchen.prepare(order, Map.of("station", "grill")));
		assertThat(grill.required("status").asText()).isEqualTo("preparing");
		assertThat(lines(grill)).containsExactly("preparing", "pending", "pending");
		assertThat(eventSummaries(grill))
			.containsExactly("order confirmed -> preparing with Cheeseburger pending -> preparing");

		JsonNode bar = changed(grill, this.kitchen.prepare(order, Map.of("station", "bar")));
		assertThat(lines(bar)).containsExactly("preparing", "pending", "preparing");
		assertThat(eventSummaries(bar)).containsExactly("Iced Coffee pending -> preparing");

		JsonNode rest = changed(bar, this.kitchen.prepare(order, Map.of()));
		assertThat(lines(rest)).containsOnly("preparing");
		assertThat(eventSummaries(rest)).containsExactly("Caesar Salad pending -> preparing");
		assertThat(history(rest)).containsExactly("pending", "confirmed", "preparing");
	}

	@Test
	void preparingTwiceChangesNothing() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);

		assertUnchanged(order, this.kitchen.prepare(order, Map.of()));
		assertUnchanged(order, this.kitchen.prepare(order, Map.of("station", "grill")));
	}

	@Test
	void theEstimateCountsFromNowAndOneStationNeverBringsItForward() {
		JsonNode order = this.kitchen.confirmed(BURGER, COFFEE);
		Instant before = this.clock.instant();

		JsonNode grill = changed(order,
				this.kitchen.prepare(order, Map.of("station", "grill", "estimated_minutes", 12)));
		assertThat(estimate(grill)).isBetween(before.plus(Duration.ofMinutes(12)),
				this.clock.instant().plus(Duration.ofMinutes(12)));
		assertThat(eventSummaries(grill)).containsExactly(
				"order confirmed -> preparing with Cheeseburger pending -> preparing", "[estimated_ready_time]");

		JsonNode bar = changed(grill, this.kitchen.prepare(order, Map.of("station", "bar", "estimated_minutes", 3)));
		assertThat(estimate(bar)).isEqualTo(estimate(grill));

		JsonNode later = changed(bar, this.kitchen.prepare(order, Map.of("station", "bar", "estimated_minutes", 20)));
		assertThat(estimate(later)).isAfter(estimate(grill));

		JsonNode all = changed(later, this.kitchen.prepare(order, Map.of("estimated_minutes", 5)));
		assertThat(estimate(all)).isBefore(estimate(grill));
	}

	@Test
	void aStationWithoutLinesIsRefused() {
		JsonNode order = this.kitchen.confirmed(BURGER, COFFEE);
		this.kitchen.client().delete("/api/v1/orders/%d/items/%d", TestKitchen.id(order), TestKitchen.itemId(order, 1));
		JsonNode before = current(order);

		for (String station : List.of("sushi", "bar", "GRILL")) {
			assertThatProblem(this.kitchen.prepare(order, Map.of("station", station))).is(400, "VALIDATION_ERROR")
				.hasFaults("station");
		}
		assertThat(current(order)).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"estimated_minutes": 0}    | estimated_minutes
			{"estimated_minutes": 1441} | estimated_minutes
			{"estimated_minutes": "5"}  | estimated_minutes
			{"station": ""}             | station
			{"stations": "grill"}       | stations
			""")
	void anInvalidPreparationIsRefused(String body, String field) {
		JsonNode order = this.kitchen.confirmed(BURGER);

		assertThatProblem(TestKitchen.call(this.kitchen.client(), order, "prepare", body)).is(400, "VALIDATION_ERROR")
			.hasFaults(field);
		assertThat(current(order)).isEqualTo(order);
	}

	@Test
	void markingTheOrderReadyMarksAllItsLines() {
		JsonNode order = this.kitchen.confirmed(BURGER, SALAD, COFFEE);
		JsonNode begun = changed(order, this.kitchen.prepare(order, Map.of("station", "grill")));
		JsonNode bumped = changed(begun, this.kitchen.bump(order, 0));

		JsonNode ready = changed(bumped, this.kitchen.ready(order));

		assertThat(ready.required("status").asText()).isEqualTo("ready");
		assertThat(lines(ready)).containsOnly("ready");
		assertThat(eventSummaries(ready)).containsExactly(
				"order preparing -> ready with Caesar Salad pending -> ready, Iced Coffee pending -> ready");
		assertUnchanged(ready, this.kitchen.ready(order));
	}

	/** Covers terminals, which change the order status only. */
	@Test
	void theLinesFollowAStatusChangeByATerminal() {
		JsonNode order = this.kitchen.confirmed(BURGER, COFFEE);

		JsonNode preparing = this.kitchen.till().move(TestKitchen.id(order), "preparing");
		assertThat(lines(preparing)).containsOnly("preparing");
		assertThat(eventSummaries(preparing)).containsExactly("order confirmed -> preparing with "
				+ "Cheeseburger pending -> preparing, Iced Coffee pending -> preparing");

		JsonNode ready = this.kitchen.till().move(TestKitchen.id(order), "ready");
		assertThat(lines(ready)).containsOnly("ready");
		assertThat(eventSummaries(ready)).containsExactly(
				"order preparing -> ready with Cheeseburger preparing -> ready, Iced Coffee preparing -> ready");

		assertThat(eventSummaries(this.kitchen.till().move(TestKitchen.id(order), "completed")))
			.containsExactly("order ready -> completed");
	}

	/** Covers orders from before lines had a kitchen status. */
	@Test
	void completingAnOldOrderFinishesItsLines() {
		JsonNode order = this.kitchen.preparing(BURGER);
		this.kitchen.ready(order);
		this.database.sql("UPDATE order_items SET status = 'pending' WHERE order_id = ?")
			.param(TestKitchen.id(order))
			.update();

		JsonNode completed = this.kitchen.till().move(TestKitchen.id(order), "completed");

		assertThat(lines(completed)).containsOnly("ready");
		assertThat(eventSummaries(completed))
			.containsExactly("order ready -> completed with Cheeseburger pending -> ready");
	}

	@Test
	void bumpingTheLastLineMakesTheOrderReady() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);

		JsonNode first = changed(order, this.kitchen.bump(order, 1));
		assertThat(first.required("status").asText()).isEqualTo("preparing");
		assertThat(eventSummaries(first)).containsExactly("Iced Coffee preparing -> ready");

		JsonNode last = changed(first, this.kitchen.bump(order, 0));
		assertThat(last.required("status").asText()).isEqualTo("ready");
		assertThat(eventSummaries(last))
			.containsExactly("order preparing -> ready with Cheeseburger preparing -> ready");
		assertThat(last.at("/status_history/3/changed_by").asText()).isEqualTo("staff-1");
	}

	@Test
	void aLineEventNamesTheLineAndTheCaller() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);

		JsonNode bumped = this.kitchen.bump(order, 1).json();

		JsonNode event = events(TestKitchen.id(order)).getLast().data();
		assertThat(event.propertyStream().map(Map.Entry::getKey)).containsExactlyInAnyOrder("order_id", "order_number",
				"customer_id", "order_type", "status", "total_amount", "items", "changed_by");
		assertThat(event.required("order_id").asLong()).isEqualTo(TestKitchen.id(order));
		assertThat(event.required("items"))
			.hasToString("[{\"item_id\":%d,\"previous_status\":\"preparing\",\"new_status\":\"ready\"}]"
				.formatted(TestKitchen.itemId(order, 1)));
		assertThat(event.required("changed_by").asText()).isEqualTo("staff-1");
		assertThat(event.required("status").asText()).isEqualTo("preparing");
	}

	@Test
	void bumpingTwiceChangesNothing() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);
		JsonNode once = changed(order, this.kitchen.bump(order, 0));
		assertUnchanged(once, this.kitchen.bump(order, 0));

		JsonNode ready = changed(once, this.kitchen.bump(order, 1));
		assertUnchanged(ready, this.kitchen.bump(order, 1));
		assertUnchanged(this.kitchen.till().move(TestKitchen.id(order), "completed"), this.kitchen.bump(order, 1));
	}

	@Test
	void theFirstBumpStartsAConfirmedOrder() {
		JsonNode order = this.kitchen.confirmed(BURGER, COFFEE);

		JsonNode bumped = changed(order, this.kitchen.bump(order, 1));

		assertThat(bumped.required("status").asText()).isEqualTo("preparing");
		assertThat(lines(bumped)).containsExactly("pending", "ready");
		assertThat(eventSummaries(bumped))
			.containsExactly("order confirmed -> preparing with Iced Coffee pending -> ready");
	}

	@Test
	void bumpingTheOnlyLineStartsAndFinishesTheOrder() {
		JsonNode order = this.kitchen.confirmed(COFFEE);

		JsonNode bumped = changed(order, this.kitchen.bump(order, 0));

		assertThat(history(bumped)).containsExactly("pending", "confirmed", "preparing", "ready");
		assertThat(eventSummaries(bumped))
			.containsExactly("order confirmed -> ready with Iced Coffee pending -> ready");
	}

	@Test
	void aLineTakenOffIsNeitherMadeNorAwaited() {
		JsonNode order = this.kitchen.confirmed(BURGER, COFFEE);
		this.kitchen.client().delete("/api/v1/orders/%d/items/%d", TestKitchen.id(order), TestKitchen.itemId(order, 1));
		JsonNode before = current(order);

		assertThatProblem(this.kitchen.bump(order, 1)).is(409, "INVALID_STATE").mentions("taken off");
		assertThatProblem(this.kitchen.recall(order, 1)).is(409, "INVALID_STATE").mentions("taken off");
		JsonNode ready = changed(before, this.kitchen.bump(order, 0));

		assertThat(ready.required("status").asText()).isEqualTo("ready");
		assertThat(lines(ready)).containsExactly("ready", "voided");
	}

	@Test
	void recallSetsABumpedLineBackToPreparing() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);
		JsonNode bumped = changed(order, this.kitchen.bump(order, 0));

		JsonNode recalled = changed(bumped, this.kitchen.recall(order, 0));

		assertThat(lines(recalled)).containsOnly("preparing");
		assertThat(eventSummaries(recalled)).containsExactly("Cheeseburger ready -> preparing");
		assertUnchanged(recalled, this.kitchen.recall(order, 0));
	}

	@Test
	void recallingALineThatIsNotReadyChangesNothing() {
		JsonNode confirmed = this.kitchen.confirmed(BURGER);
		assertUnchanged(confirmed, this.kitchen.recall(confirmed, 0));

		JsonNode order = this.kitchen.confirmed(BURGER, COFFEE);
		JsonNode begun = changed(order, this.kitchen.prepare(order, Map.of("station", "grill")));
		assertUnchanged(begun, this.kitchen.recall(order, 1));
	}

	@Test
	void aRecalledLineOfAReadyOrderIsInTheQueueUntilItIsBumped() {
		JsonNode order = this.kitchen.preparing(COFFEE);
		this.kitchen.bump(order, 0);
		assertThat(this.kitchen.queue("").at("/data")).isEmpty();

		JsonNode recalled = this.kitchen.recall(order, 0).json();
		assertThat(recalled.required("status").asText()).isEqualTo("ready");
		assertThat(ticket(order).at("/items/0/status").asText()).isEqualTo("preparing");
		assertThat(this.kitchen.allDay().at("/data/0/preparing").asInt()).isEqualTo(1);
		assertThatProblem(this.kitchen.till().tryToMove(TestKitchen.id(order), "completed")).is(409, "INVALID_STATE")
			.mentions("bump it before the order is completed");

		this.kitchen.bump(order, 0);
		assertThat(this.kitchen.queue("").at("/data")).isEmpty();
		assertThat(this.kitchen.queue("&status=ready").at("/data")).hasSize(1);
		this.kitchen.till().move(TestKitchen.id(order), "completed");
	}

	@Test
	void anOrderIsInTheQueueUntilItsLastRecalledLineIsBumpedOrVoided() {
		JsonNode order = this.kitchen.preparing(BURGER, SALAD, COFFEE);
		this.kitchen.ready(order);
		this.kitchen.recall(order, 0);
		this.kitchen.recall(order, 1);
		this.kitchen.recall(order, 2);

		this.kitchen.bump(order, 0);
		assertThat(ticket(order).at("/items").findValuesAsText("status")).containsExactly("ready", "preparing",
				"preparing");
		this.kitchen.client()
			.post("/api/v1/orders/%d/items/%d/void".formatted(TestKitchen.id(order), TestKitchen.itemId(order, 1)),
					Map.of("reason", "the guest has left", "used", true));
		assertThat(this.kitchen.queue("&station=bar").at("/data")).hasSize(1);
		assertThat(this.kitchen.queue("&station=cold").at("/data")).isEmpty();
		this.kitchen.ready(order);
		assertThat(this.kitchen.queue("").at("/data")).isEmpty();
		assertThat(this.database.sql("SELECT count(*) FROM kitchen_places WHERE order_id = ?")
			.param(TestKitchen.id(order))
			.query(Long.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "pending, prepare", "pending, ready", "pending, bump", "pending, recall", "confirmed, ready",
			"ready, prepare", "completed, prepare", "completed, ready", "completed, recall", "cancelled, prepare",
			"cancelled, ready", "cancelled, bump", "cancelled, recall" })
	void kitchenCallsAreRefusedOutsideTheKitchen(String status, String call) {
		JsonNode order = this.kitchen.pending(BURGER);
		long id = TestKitchen.id(order);
		if (status.equals("cancelled")) {
			this.kitchen.till().move(id, "confirmed", "preparing", "cancelled");
		}
		else {
			List<String> way = List.of("pending", "confirmed", "preparing", "ready", "completed");
			this.kitchen.till().move(id, way.subList(1, way.indexOf(status) + 1).toArray(String[]::new));
		}
		int versionBefore = events(id).getLast().version();

		Answer answer = switch (call) {
			case "prepare" -> this.kitchen.prepare(order, Map.of());
			case "ready" -> this.kitchen.ready(order);
			case "bump" -> this.kitchen.bump(order, 0);
			default -> this.kitchen.recall(order, 0);
		};

		assertThatProblem(answer).is(409, "INVALID_STATE").mentions("An order that is " + status + " cannot become");
		assertThat(events(id).stream()
			.filter((event) -> event.type().equals("order.item_status_changed"))
			.noneMatch((event) -> event.version() > versionBefore)).isTrue();
		assertThat(current(order).required("status").asText()).isEqualTo(status);
	}

	/** Checks that a cancellation leaves the kitchen status of the lines unchanged. */
	@Test
	void cancellingAnOrderLeavesItsLinesUnchanged() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);
		this.kitchen.bump(order, 0);

		JsonNode cancelled = this.kitchen.till().cancel(TestKitchen.id(order));

		assertThat(lines(cancelled)).containsExactly("ready", "preparing");
		assertThatProblem(this.kitchen.bump(order, 0)).is(409, "INVALID_STATE");
	}

	@Test
	void unknownOrdersAndLinesAreNotFound() {
		JsonNode order = this.kitchen.preparing(BURGER);
		JsonNode other = this.kitchen.preparing(BURGER);

		for (String call : List.of("items/" + TestKitchen.itemId(other, 0), "items/0", "items/x")) {
			assertThatProblem(TestKitchen.call(this.kitchen.client(), order, call + "/bump", null)).is(404,
					"NOT_FOUND");
			assertThatProblem(TestKitchen.call(this.kitchen.client(), order, call + "/recall", null)).is(404,
					"NOT_FOUND");
		}
		assertThatProblem(this.kitchen.client().post("/api/v1/kitchen/orders/999999999/ready", null)).is(404,
				"NOT_FOUND");
	}

	@Test
	void onlyStaffOfTheLocationAndAdminsWorkInItsKitchen() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);

		for (String call : calls(order)) {
			Object body = bodyOf(call);
			assertThatProblem(TestKitchen.call(this.client, order, call, body)).is(401, "UNAUTHORIZED");
			assertThatProblem(TestKitchen.call(this.client.customer(1, 7), order, call, body)).is(403, "FORBIDDEN");
			assertThatProblem(TestKitchen.call(this.client.staff(1, 1L), order, call, body)).is(404, "NOT_FOUND");
			assertThatProblem(TestKitchen.call(this.client.admin(2), order, call, body)).is(404, "NOT_FOUND");
		}
		assertThat(current(order)).isEqualTo(order);
		assertThat(TestKitchen.call(this.client.admin(1), order, "ready", null).status()).isEqualTo(200);
	}

	@Test
	void everyCallHonoursIfMatch() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);
		int version = order.required("version").asInt();

		for (String call : calls(order)) {
			assertThatProblem(TestKitchen.call(this.kitchen.client().ifVersion(version - 1), order, call, bodyOf(call)))
				.is(412, "PRECONDITION_FAILED");
		}
		assertThat(current(order)).isEqualTo(order);
		changed(order, TestKitchen.call(this.kitchen.client().ifVersion(version), order, calls(order).getLast(), null));
	}

	private static List<String> calls(JsonNode order) {
		String item = "items/" + TestKitchen.itemId(order, 0);
		return List.of("prepare", "ready", "acknowledge", item + "/recall", item + "/bump");
	}

	private static Object bodyOf(String call) {
		return switch (call) {
			case "prepare" -> Map.of();
			case "acknowledge" -> Map.of("display_id", "grill-1");
			default -> null;
		};
	}

	@Test
	void aRetriedBumpGetsTheStoredResponse() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);
		String bump = "items/" + TestKitchen.itemId(order, 0) + "/bump";
		ServiceClient keyed = this.kitchen.client().withKey("bump-" + TestKitchen.id(order));
		JsonNode bumped = TestKitchen.call(keyed, order, bump, null).json();
		this.kitchen.recall(order, 0);

		Answer again = TestKitchen.call(keyed, order, bump, null);

		assertThat(again.isReplay()).isTrue();
		assertThat(again.json()).isEqualTo(bumped);
		assertThat(lines(current(order))).containsOnly("preparing");
	}

	@Test
	void repeatedAcknowledgementsAreStoredOnce() {
		JsonNode order = this.kitchen.confirmed(BURGER);

		assertUnchanged(order, this.kitchen.acknowledge(order, "grill-1"));
		List<Map<String, Object>> first = acknowledgements(order);
		assertUnchanged(order, this.kitchen.acknowledge(order, "grill-1"));
		assertThat(acknowledgements(order)).isEqualTo(first).hasSize(1);
		assertUnchanged(order, this.kitchen.acknowledge(order, "pass"));
		assertThat(acknowledgements(order)).hasSize(2);
	}

	@Test
	void anOrderIsAcknowledgedByAHundredDisplays() {
		JsonNode order = this.kitchen.confirmed(BURGER);
		for (int i = 1; i <= 100; i++) {
			assertThat(this.kitchen.acknowledge(order, "display-" + i).status()).isEqualTo(200);
		}

		assertThatProblem(this.kitchen.acknowledge(order, "display-101")).is(409, "INVALID_STATE")
			.mentions("An order can be acknowledged by 100 displays, no more");
		assertThat(acknowledgements(order)).hasSize(100);
		this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("notes", "PEANUT ALLERGY"));
		assertThat(this.kitchen.acknowledge(order, "display-7").status()).isEqualTo(200);
		assertThat(ticket(order).required("acknowledged").asBoolean()).isTrue();
	}

	/** Skips most of the changes: they would take a minute. */
	@ParameterizedTest
	@CsvSource({ "completed", "cancelled" })
	void anOrderThatWasChangedAsOftenAsItMayBeCanStillBeEnded(String end) {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);
		this.database.sql("UPDATE orders SET version = 4998 WHERE id = ?").param(TestKitchen.id(order)).update();

		for (Answer answer : List.of(this.kitchen.bump(order, 0), this.kitchen.recall(order, 0),
				this.kitchen.bump(order, 0))) {
			assertThat(answer.status()).isEqualTo(200);
		}
		for (Answer answer : List.of(this.kitchen.recall(order, 0),
				this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("notes", "again")),
				this.kitchen.prepare(order, Map.of("estimated_minutes", 12)))) {
			assertThatProblem(answer).is(409, "INVALID_STATE")
				.mentions("Order " + TestKitchen.id(order) + " was changed 5000 times, as often as an order can be; "
						+ "it can still be prepared, paid, completed or cancelled");
		}
		assertThat(this.kitchen.acknowledge(order, "grill-1").status()).isEqualTo(200);
		if (end.equals("completed")) {
			assertThat(this.kitchen.bump(order, 1).at("/status").asText()).isEqualTo("ready");
		}
		assertThat(this.kitchen.till().move(TestKitchen.id(order), end).required("status").asText()).isEqualTo(end);
	}

	@Test
	void aChangeThatTheKitchenMustSeeIsAcknowledgedAgain() {
		JsonNode order = this.kitchen.confirmed(BURGER);
		int shown = current(order).required("version").asInt();
		this.kitchen.acknowledge(order, "grill-1");
		assertThat(ticket(order).required("acknowledged").asBoolean()).isTrue();

		this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("guest_count", 3));
		assertThat(ticket(order).required("acknowledged").asBoolean()).as("guests are not cooked").isTrue();
		this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("notes", "PEANUT ALLERGY"));
		JsonNode changed = ticket(order);
		assertThat(changed.required("acknowledged").asBoolean()).isFalse();
		assertThat(changed.at("/acknowledged_by/0/version").asInt()).isEqualTo(shown);

		TestKitchen.call(this.kitchen.client(), order, "acknowledge", Map.of("display_id", "pass", "version", shown));
		assertThat(ticket(order).required("acknowledged").asBoolean()).as("an old version").isFalse();
		TestKitchen.call(this.kitchen.client(), order, "acknowledge",
				Map.of("display_id", "grill-1", "version", changed.required("version").asInt()));
		assertThat(ticket(order).required("acknowledged").asBoolean()).isTrue();
		assertThatProblem(TestKitchen.call(this.kitchen.client(), order, "acknowledge",
				Map.of("display_id", "grill-1", "version", 99)))
			.is(409, "INVALID_STATE");
	}

	private JsonNode ticket(JsonNode order) {
		return StreamSupport.stream(this.kitchen.queue("").json().required("data").spliterator(), false)
			.filter((ticket) -> ticket.required("id").asLong() == TestKitchen.id(order))
			.findFirst()
			.orElseThrow();
	}

	/** Covers retries: only a created order is answered with 201. */
	@Test
	void acknowledgingANewOrderIsAnswered200AlsoOnRetry() {
		JsonNode order = this.kitchen.pending(BURGER);
		ServiceClient keyed = this.kitchen.client().withKey("shown-" + TestKitchen.id(order));
		long id = TestKitchen.id(order);
		Map<String, String> body = Map.of("display_id", "grill-1");
		this.kitchen.till().await(id, "pending");

		Answer first = keyed.post("/api/v1/kitchen/orders/" + id + "/acknowledge", body);
		Answer again = keyed.post("/api/v1/kitchen/orders/" + id + "/acknowledge", body);

		assertThat(first.at("/version").asInt()).isEqualTo(1);
		assertThat(first.status()).isEqualTo(200);
		assertThat(again.isReplay()).isTrue();
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.header("Location")).isEmpty();
		assertThat(again.header("ETag")).hasValue("\"1\"");
	}

	@ParameterizedTest
	@CsvSource({ "completed", "cancelled" })
	void acknowledgementsAreStoredForActiveOrdersOnly(String end) {
		JsonNode order = this.kitchen.preparing(BURGER);
		this.kitchen.acknowledge(order, "grill-1");
		assertThat(acknowledgements(order)).hasSize(1);

		this.kitchen.till()
			.move(TestKitchen.id(order),
					end.equals("completed") ? new String[] { "ready", "completed" } : new String[] { "cancelled" });
		assertThat(acknowledgements(order)).isEmpty();
		assertThat(this.kitchen.acknowledge(order, "grill-1").status()).isEqualTo(200);
		assertThat(acknowledgements(order)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                           | display_id
			{"display_id": " "}                          | display_id
			{"display_id": null}                         | display_id
			{"display_id": 7}                            | display_id
			{"display_id": "grill-1", "displayed": true} | displayed
			""")
	void anInvalidDisplayIdIsRefused(String body, String field) {
		JsonNode order = this.kitchen.confirmed(BURGER);

		assertThatProblem(TestKitchen.call(this.kitchen.client(), order, "acknowledge", body))
			.is(400, "VALIDATION_ERROR")
			.hasFaults(field);
		assertThatProblem(this.kitchen.acknowledge(order, "x".repeat(101))).is(400, "VALIDATION_ERROR")
			.hasFaults("display_id");
		assertThat(acknowledgements(order)).isEmpty();
	}

	@RepeatedTest(5)
	void ofTwoConcurrentBumpsOfTheLastTwoLinesOneFinishesTheOrder() {
		JsonNode order = this.kitchen.preparing(BURGER, COFFEE);

		SimultaneousPair pair = SimultaneousPair.heldUpBy(DatabaseLock.onOrder(this.site, TestKitchen.id(order)),
				() -> this.kitchen.bump(order, 0), () -> this.kitchen.bump(order, 1));

		assertThat(pair.statuses()).containsExactly(200, 200);
		assertThat(pair.answers().stream().map((answer) -> answer.text("/status")))
			.containsExactlyInAnyOrder("preparing", "ready");
		JsonNode ready = current(order);
		assertThat(lines(ready)).containsOnly("ready");
		assertThat(history(ready)).containsExactly("pending", "confirmed", "preparing", "ready");
		assertThat(ready.required("version").asInt()).isEqualTo(order.required("version").asInt() + 2);
		List<String> last = events(TestKitchen.id(order)).reversed()
			.stream()
			.limit(2)
			.map((event) -> event.summary(ready))
			.toList();
		assertThat(last).isIn(
				List.of("order preparing -> ready with Cheeseburger preparing -> ready",
						"Iced Coffee preparing -> ready"),
				List.of("order preparing -> ready with Iced Coffee preparing -> ready",
						"Cheeseburger preparing -> ready"));
	}

	@RepeatedTest(5)
	void ofAConcurrentBumpAndCancellationOneIsRefused() {
		JsonNode order = this.kitchen.preparing(BURGER);

		SimultaneousPair pair = SimultaneousPair.heldUpBy(DatabaseLock.onOrder(this.site, TestKitchen.id(order)),
				() -> this.kitchen.bump(order, 0), () -> this.kitchen.till().tryToCancel(TestKitchen.id(order)));

		assertThat(pair.statuses()).containsExactly(200, 409);
		boolean isBumped = pair.one().status() == 200;
		JsonNode after = current(order);
		assertThat(after.required("status").asText()).isEqualTo(isBumped ? "ready" : "cancelled");
		assertThat(lines(after)).containsExactly(isBumped ? "ready" : "preparing");
	}

	private JsonNode current(JsonNode order) {
		return this.kitchen.till().order(TestKitchen.id(order));
	}

	private JsonNode changed(JsonNode before, Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(answer.at("/version").asInt()).isEqualTo(before.required("version").asInt() + 1);
		assertThat(answer.header("ETag")).hasValue("\"" + answer.text("/version") + "\"");
		assertThat(current(before)).isEqualTo(answer.json());
		return answer.json();
	}

	private void assertUnchanged(JsonNode before, Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(answer.json()).isEqualTo(before);
		assertThat(answer.header("ETag")).hasValue("\"" + before.required("version").asText() + "\"");
		assertThat(events(TestKitchen.id(before)).getLast().version()).isEqualTo(before.required("version").asInt());
	}

	private static List<String> lines(JsonNode order) {
		return order.required("items").findValuesAsText("status");
	}

	private static List<String> history(JsonNode order) {
		return order.required("status_history").findValuesAsText("to_status");
	}

	private static Instant estimate(JsonNode order) {
		return Instant.parse(order.required("estimated_ready_time").asText());
	}

	/** Returns summaries of the events of that version of the order. */
	private List<String> eventSummaries(JsonNode order) {
		return events(TestKitchen.id(order)).stream()
			.filter((event) -> event.version() == order.required("version").asInt())
			.map((event) -> event.summary(order))
			.toList();
	}

	private List<Event> events(long orderId) {
		return this.database
			.sql("SELECT event_type, order_version, data::text FROM outbox_events WHERE order_id = ? ORDER BY id")
			.param(orderId)
			.query((row, i) -> new Event(row.getString(1), row.getInt(2), EventFeed.parse(row.getString(3))))
			.list();
	}

	private List<Map<String, Object>> acknowledgements(JsonNode order) {
		return this.database
			.sql("SELECT display_id, acknowledged_at FROM kitchen_acknowledgements WHERE order_id = ? ORDER BY 1")
			.param(TestKitchen.id(order))
			.query()
			.listOfRows();
	}

	private record Event(String type, int version, JsonNode data) {

		String summary(JsonNode order) {
			String items = this.data.path("items")
				.valueStream()
				.filter((item) -> item.has("item_id"))
				.map((item) -> name(order, item.required("item_id")) + " " + change(item))
				.collect(Collectors.joining(", "));
			return switch (this.type) {
				case "order.status_changed" -> "order " + change(this.data) + (items.isEmpty() ? "" : " with ") + items;
				case "order.item_status_changed" -> items;
				default -> this.data.path("changed").valueStream().map(JsonNode::asText).toList().toString();
			};
		}

		private static String change(JsonNode status) {
			return status.required("previous_status").asText() + " -> " + status.required("new_status").asText();
		}

		private static String name(JsonNode order, JsonNode itemId) {
			return order.required("items")
				.valueStream()
				.filter((item) -> item.required("id").equals(itemId))
				.map((item) -> item.required("name").asText())
				.findFirst()
				.orElseThrow();
		}

	}

}
