package com.auraconnect.orders.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Scheduled orders over HTTP, each test at a location of its own. A cheeseburger takes 12
 * minutes, a steak 18.
 */
@ServiceTest
class ScheduledOrdersIT {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(7_300);

	private static final Duration BURGER = Duration.ofMinutes(12);

	private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

	private final ServiceClient admin;

	private final OrderClient till;

	private final JdbcClient database;

	private final long location = NEXT_LOCATION.incrementAndGet();

	ScheduledOrdersIT(ServiceClient client, TestEnvironment site) {
		this.admin = client.admin(1);
		this.till = new OrderClient(this.admin);
		this.database = site.database();
		configure(Map.of("auto_confirm", true));
	}

	private void configure(Map<String, ?> rules) {
		var all = new HashMap<String, Object>(
				Map.of("name", "Bistro", "time_zone", CHICAGO.getId(), "currency", "USD"));
		all.putAll(rules);
		assertThat(this.admin.put("/api/v1/locations/" + this.location, all).status()).isIn(200, 201);
	}

	@Test
	void aScheduledOrderIsFiredOnceAtItsTime() {
		Instant due = Instant.now().plus(BURGER).plusMillis(1_500);
		long soon = this.till.take(burgerFor(due), "confirmed");
		long later = this.till.take(burgerFor(due.plusSeconds(86_400)), "confirmed");
		long now = this.till.take(OrderBody.burgerAt(this.location), "confirmed");
		assertThat(queue("")).containsExactly(now);
		assertThat(queue("&include=scheduled")).containsExactly(now, soon, later);
		assertThat(allDay()).isEqualTo(1);

		JsonNode fired = this.till.await(soon, (order) -> !order.required("fired_at").isNull());

		assertThat(time(fired, "fire_at")).isEqualTo(time(fired, "scheduled_for").minus(BURGER));
		assertThat(time(fired, "fired_at")).isBetween(time(fired, "fire_at"), time(fired, "fire_at").plusSeconds(2));
		assertThat(queue("")).containsExactly(now, soon);
		assertThat(queue("&include=scheduled")).containsExactly(now, soon, later);
		assertThat(allDay()).isEqualTo(2);
		JsonNode ticket = this.admin.get("/api/v1/kitchen/orders?location_id=" + this.location).at("/data/1");
		assertThat(ticket.required("age_seconds").asLong()).isLessThan(60);
		assertThat(ticket.required("fired_at")).isEqualTo(fired.required("fired_at"));
		assertThat(events(soon)).containsExactly("order.created", "order.status_changed", "order.fired");
		assertThat(waiting()).containsExactly(later);
	}

	@Test
	void aFiredOrderIsInTheQueueAtItsFiringUntilItIsReady() {
		Instant due = Instant.now().plusSeconds(86_400);
		long scheduled = this.till.take(burgerFor(due), "confirmed");
		long cancelled = this.till.take(burgerFor(due), "confirmed");
		long now = this.till.take(OrderBody.burgerAt(this.location), "confirmed");

		this.till.move(cancelled, "preparing");
		this.till.move(scheduled, "preparing");
		assertThat(queue("")).containsExactly(now, cancelled, scheduled);
		this.till.cancel(cancelled);
		this.till.move(scheduled, "ready");
		assertThat(queue("")).containsExactly(now);
		assertThat(queue("&status=ready")).containsExactly(scheduled);
		this.till.move(scheduled, "completed");

		assertThat(queue("&status=pending&status=confirmed&status=preparing&status=ready&include=scheduled"))
			.containsExactly(now);
		assertThat(this.database.sql("SELECT count(*) FROM kitchen_places WHERE location_id = ?")
			.param(this.location)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void anOrderForNowIsFiredByItsConfirmation() {
		JsonNode order = this.till.order(this.till.take(OrderBody.burgerAt(this.location), "confirmed"));

		assertThat(order.required("fire_at").isNull()).isTrue();
		assertThat(order.required("fired_at")).isEqualTo(order.at("/status_history/1/changed_at"));
		assertThat(events(order.required("id").asLong())).containsExactly("order.created", "order.status_changed");
		assertThat(waiting()).isEmpty();
	}

	@Test
	void anOrderThatIsConfirmedTooLateIsFiredWithItsConfirmation() {
		configure(Map.of("auto_confirm", false));
		long id = this.till.take(burgerFor(Instant.now().plusSeconds(300))).required("id").asLong();
		assertThat(this.till.order(id).required("fired_at").isNull()).isTrue();

		JsonNode confirmed = this.till.move(id, "confirmed");

		assertThat(time(confirmed, "fired_at")).isCloseTo(time(confirmed, "updated_at"), within(1, ChronoUnit.SECONDS));
		assertThat(confirmed.required("version").asInt()).isEqualTo(2);
		assertThat(events(id)).containsExactly("order.created", "order.status_changed", "order.fired");
		assertThat(waiting()).isEmpty();
	}

	@Test
	void theDueTimeIsMovedUntilTheOrderIsFired() {
		long id = this.till.take(burgerFor(Instant.now().plusSeconds(86_400)), "confirmed");
		Instant due = Instant.now().plus(BURGER).plusMillis(700);

		var moved = this.admin.patch("/api/v1/orders/" + id, Map.of("scheduled_for", due.toString()));

		assertThat(time(moved.json(), "fire_at")).isEqualTo(time(moved.json(), "scheduled_for").minus(BURGER));
		this.till.await(id, (order) -> !order.required("fired_at").isNull());
		assertThatProblem(
				this.admin.patch("/api/v1/orders/" + id, Map.of("scheduled_for", due.plusSeconds(600).toString())))
			.is(409, "INVALID_STATE");
		assertThat(events(id)).containsExactly("order.created", "order.status_changed", "order.updated", "order.fired");
	}

	@Test
	void aScheduledOrderThatIsWantedAtOnceIsFired() {
		long id = this.till.take(burgerFor(Instant.now().plusSeconds(86_400)), "confirmed");

		var fields = new HashMap<String, Object>();
		fields.put("scheduled_for", null);
		JsonNode order = this.admin.patch("/api/v1/orders/" + id, fields).json();

		assertThat(order.required("scheduled_for").isNull()).isTrue();
		assertThat(order.required("fired_at").isNull()).isFalse();
		assertThat(queue("")).containsExactly(id);
		assertThat(waiting()).isEmpty();
	}

	@Test
	void aTimeThatIsPastOrTooFarIsRejected() {
		configure(Map.of("accepts_until_days", 2));
		for (var due : List.of(Instant.parse("2020-01-01T00:00:00Z"), Instant.now().plus(Duration.ofDays(3)))) {
			for (var path : List.of("/api/v1/orders", "/api/v1/orders/calculate")) {
				var answer = this.admin.post(path, burgerFor(due));
				assertThatProblem(answer).is(400, "VALIDATION_ERROR");
				assertThat(answer.text("/errors/0/field")).isEqualTo("scheduled_for");
			}
		}
		long id = this.till.take(burgerFor(Instant.now().plus(Duration.ofDays(1)))).required("id").asLong();
		assertThatProblem(this.admin.patch("/api/v1/orders/" + id, Map.of("scheduled_for", "2020-01-01T00:00:00Z")))
			.is(400, "VALIDATION_ERROR");
	}

	@Test
	void theTimeFollowsTheLines() {
		Instant due = Instant.now().plusSeconds(86_400);
		long id = this.till.take(burgerFor(due), "confirmed");

		JsonNode longer = this.admin
			.post("/api/v1/orders/" + id + "/items", Map.of("items", List.of(OrderBody.line(14, 1))))
			.json();
		assertThat(time(longer, "fire_at")).isEqualTo(time(longer, "scheduled_for").minus(Duration.ofMinutes(18)));

		JsonNode shorter = this.admin.delete("/api/v1/orders/%d/items/%s", id, longer.at("/items/1/id").asText())
			.json();
		assertThat(time(shorter, "fire_at")).isEqualTo(time(shorter, "scheduled_for").minus(BURGER));
	}

	@Test
	void theTimeFollowsTheExtraMinutesOfTheLocation() {
		long id = this.till.take(burgerFor(Instant.now().plusSeconds(86_400)), "confirmed");
		long soon = this.till.take(burgerFor(Instant.now().plusSeconds(1_500)), "confirmed");

		this.admin.put("/api/v1/locations/" + this.location + "/availability",
				Map.of("accepting", true, "extra_minutes", 30));

		JsonNode busy = this.till.await(id, (order) -> leadOf(order).equals(BURGER.plusMinutes(30)));
		assertThat(busy.required("fired_at").isNull()).isTrue();
		this.till.await(soon, (order) -> !order.required("fired_at").isNull());
		this.admin.put("/api/v1/locations/" + this.location + "/availability", Map.of("accepting", true));
		this.till.await(id, (order) -> leadOf(order).equals(BURGER));
	}

	private static Duration leadOf(JsonNode order) {
		return Duration.between(time(order, "fire_at"), time(order, "scheduled_for"));
	}

	@Test
	void theKitchenMayBeginEarly() {
		long id = this.till.take(burgerFor(Instant.now().plusSeconds(86_400)), "confirmed");

		JsonNode begun = this.admin.post("/api/v1/kitchen/orders/" + id + "/prepare", Map.of()).json();

		assertThat(begun.required("fired_at").isNull()).isFalse();
		assertThat(events(id)).endsWith("order.status_changed", "order.fired");
		assertThat(queue("")).containsExactly(id);
		assertThat(waiting()).isEmpty();
	}

	@Test
	void aCancelledOrderWaitsForNothing() {
		long id = this.till.take(burgerFor(Instant.now().plusSeconds(86_400)), "confirmed");
		assertThat(waiting()).containsExactly(id);

		this.till.cancel(id);

		assertThat(waiting()).isEmpty();
		assertThat(queue("&include=scheduled")).isEmpty();
	}

	@Test
	void reportsBookTheOrderOnTheDayOnWhichItIsDue() {
		Instant due = Instant.now().plus(Duration.ofDays(3));
		long id = this.till.take(burgerFor(due), "confirmed");
		awaitReport(due, 1);

		Instant earlier = due.minus(Duration.ofDays(1));
		this.admin.patch("/api/v1/orders/" + id, Map.of("scheduled_for", earlier.toString()));

		awaitReport(due, 0);
		awaitReport(earlier, 1);
	}

	private void awaitReport(Instant moment, int orders) {
		LocalDate day = moment.atZone(CHICAGO).minusHours(4).toLocalDate();
		String path = "/api/v1/orders/reports/summary?date_from=%s&date_to=%s&location_id=%d".formatted(day, day,
				this.location);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.admin.get(path).at("/summary/total_orders").asInt()).isEqualTo(orders));
	}

	@Test
	void anUnknownIncludeIsRejected() {
		assertThatProblem(
				this.admin.unchecked().get("/api/v1/kitchen/orders?location_id=" + this.location + "&include=all"))
			.is(400, "VALIDATION_ERROR");
	}

	private OrderBody burgerFor(Instant due) {
		return OrderBody.burgerAt(this.location).with("scheduled_for", due.toString());
	}

	private List<Long> queue(String more) {
		return this.admin.get("/api/v1/kitchen/orders?location_id=" + this.location + more)
			.at("/data")
			.valueStream()
			.map((order) -> order.required("id").asLong())
			.toList();
	}

	private long allDay() {
		return this.admin.get("/api/v1/kitchen/all-day?location_id=" + this.location)
			.at("/data")
			.valueStream()
			.mapToLong((item) -> item.required("quantity").asLong())
			.sum();
	}

	private List<String> events(long id) {
		return this.admin.get("/api/v1/orders/%d/events", id).at("/data").findValuesAsText("event_type");
	}

	/** Orders of this location that wait to be fired. */
	private List<Long> waiting() {
		return this.database.sql("SELECT order_id FROM scheduled_orders WHERE location_id = ? ORDER BY fire_at")
			.param(this.location)
			.query(Long.class)
			.list();
	}

	private static Instant time(JsonNode order, String field) {
		return Instant.parse(order.required(field).asText());
	}

}
