package com.auraconnect.orders.kitchen;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static com.auraconnect.orders.testing.TestKitchen.id;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Courses of a dinner: an iced coffee without one, a salad in the second, burgers in the
 * third.
 */
@ServiceTest
class CoursesIT {

	private static final long BURGER = 10;

	private static final long SALAD = 15;

	private static final long COFFEE = 20;

	private final ServiceClient client;

	private final JdbcClient database;

	CoursesIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.database = site.database();
	}

	@Test
	void heldCoursesAreFiredByHand() {
		var kitchen = kitchen("manual");
		JsonNode order = kitchen.till().move(id(kitchen.till().take(dinner(kitchen))), "confirmed");
		assertThat(lines(order)).containsExactly("pending", "held", "held");
		assertThat(events(order)).containsExactly("order.created",
				"order.status_changed pending -> held, pending -> held");
		kitchen.acknowledge(order, "pass");

		assertThat(kitchen.queue("").at("/data/0/items").findValuesAsText("status")).containsExactly("pending", "held",
				"held");
		assertThat(kitchen.queue("&station=bar").at("/data")).hasSize(1);
		assertThat(kitchen.queue("&station=cold").at("/data")).isEmpty();
		assertThat(kitchen.allDay().at("/data").findValuesAsText("name")).containsExactly("Iced Coffee");

		JsonNode fired = kitchen.fire(order, 2).json();
		assertThat(lines(fired)).containsExactly("pending", "pending", "held");
		assertThat(fired.required("version").asInt()).isEqualTo(order.required("version").asInt() + 1);
		assertThat(events(order)).hasSize(3).endsWith("order.item_status_changed held -> pending");
		assertThat(kitchen.queue("&station=cold").at("/data/0/acknowledged").asBoolean()).isFalse();
		assertThat(kitchen.allDay().at("/data").findValuesAsText("name")).containsExactly("Iced Coffee",
				"Caesar Salad");
	}

	@Test
	void anOrderWithHeldItemsIsNotReady() {
		var kitchen = kitchen("manual");
		JsonNode order = kitchen.till().move(id(kitchen.till().take(dinner(kitchen))), "confirmed", "preparing");
		assertThat(lines(order)).containsExactly("preparing", "held", "held");

		assertThatProblem(kitchen.ready(order)).is(409, "INVALID_STATE").mentions("course 2, course 3 are held");
		assertThatProblem(kitchen.till().tryToMove(id(order), "ready")).is(409, "INVALID_STATE").mentions("are held");
		assertThatProblem(kitchen.bump(order, 1)).is(409, "INVALID_STATE").mentions("fire its course first");
		assertThatProblem(kitchen.prepare(order, Map.of("station", "cold"))).is(409, "INVALID_STATE")
			.mentions("station cold are held");
		assertThat(kitchen.till().order(id(order))).isEqualTo(order);

		kitchen.bump(order, 0);
		kitchen.fire(order, 3);
		kitchen.fire(order, 2);
		assertThat(kitchen.ready(order).at("/status").asText()).isEqualTo("ready");
	}

	@Test
	void aCourseIsFiredOnce() {
		var kitchen = kitchen("manual");
		JsonNode order = kitchen.till().move(id(kitchen.till().take(dinner(kitchen))), "confirmed");
		var keyed = new TestKitchen(kitchen.client().withKey(UUID.randomUUID().toString()), kitchen.locationId());

		assertThatProblem(TestKitchen.call(kitchen.client().ifVersion(1), order, "courses/2/fire", null)).is(412,
				"PRECONDITION_FAILED");
		Answer first = keyed.fire(order, 2);
		kitchen.bump(order, 1);
		assertThat(keyed.fire(order, 2).body()).isEqualTo(first.body());
		assertThatProblem(kitchen.fire(order, 2)).is(409, "INVALID_STATE").mentions("Course 2 has no held items");
		assertThatProblem(kitchen.fire(order, 1)).is(409, "INVALID_STATE").mentions("Course 1 has no held items");
		for (String course : List.of("4", "0", "x", "9999999999", "99999999999999999999")) {
			assertThatProblem(TestKitchen.call(kitchen.client(), order, "courses/" + course + "/fire", null)).is(404,
					"NOT_FOUND");
		}
		kitchen.till().cancel(id(order));
		assertThatProblem(kitchen.fire(order, 3)).is(409, "INVALID_STATE").mentions("cancelled");
	}

	@Test
	void anAutomaticCourseIsFiredWhenTheOneBeforeIsReady() {
		var kitchen = kitchen("auto");
		JsonNode order = kitchen.till().move(id(kitchen.till().take(dinner(kitchen))), "confirmed");

		JsonNode bumped = kitchen.bump(order, 0).json();
		assertThat(lines(bumped)).containsExactly("ready", "pending", "held");
		assertThat(bumped.required("version").asInt()).isEqualTo(order.required("version").asInt() + 1);
		assertThat(events(order)).hasSize(3).endsWith("order.status_changed pending -> ready, held -> pending");

		JsonNode removed = kitchen.client()
			.delete("/api/v1/orders/%d/items/%d", id(order), TestKitchen.itemId(order, 1))
			.json();
		assertThat(lines(removed)).containsExactly("ready", "voided", "pending");
		assertThat(events(order)).endsWith("order.updated", "order.item_status_changed held -> pending");
		assertThat(kitchen.bump(order, 2).at("/status").asText()).isEqualTo("ready");
	}

	@Test
	void addedItemsJoinTheirCourses() {
		var kitchen = kitchen("manual");
		JsonNode order = kitchen.till().move(id(kitchen.till().take(dinner(kitchen))), "confirmed", "preparing");
		kitchen.fire(order, 2);

		JsonNode added = kitchen.client()
			.post("/api/v1/orders/%d/items".formatted(id(order)),
					Map.of("items", List.of(line(COFFEE, null), line(SALAD, 2), line(BURGER, 3), line(BURGER, 4))))
			.json();

		assertThat(lines(added)).containsExactly("preparing", "pending", "held", "pending", "pending", "held", "held");
		JsonNode moved = kitchen.client()
			.put("/api/v1/orders/%d/items/%d".formatted(id(order), TestKitchen.itemId(added, 2)), Map.of("course", 2))
			.json();
		assertThat(lines(moved)).containsExactly("preparing", "pending", "pending", "pending", "pending", "held",
				"held");
	}

	/** The confirmation counts, by a person or automatic. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anOrderKeepsTheCoursesOfItsConfirmation(boolean isAutoConfirmed) {
		var kitchen = kitchen("off");
		configure(kitchen, Map.of("courses", "manual", "auto_confirm", isAutoConfirmed));
		JsonNode taken = kitchen.till().take(dinner(kitchen));
		JsonNode order = isAutoConfirmed ? kitchen.till().await(id(taken), "confirmed")
				: kitchen.till().move(id(taken), "confirmed");
		assertThat(lines(order)).containsExactly("pending", "held", "held");

		configure(kitchen, Map.of("courses", "off"));

		kitchen.bump(order, 0);
		assertThat(lines(kitchen.till().order(id(order)))).containsExactly("ready", "held", "held");
		assertThat(lines(kitchen.fire(order, 2).json())).containsExactly("ready", "pending", "held");
		assertThat(lines(kitchen.till().move(id(kitchen.till().take(dinner(kitchen))), "confirmed")))
			.containsOnly("pending");
	}

	@Test
	void aScheduledOrderIsHeldAndShownWhenItIsFired() {
		var kitchen = kitchen("auto");
		OrderBody body = dinner(kitchen).with("scheduled_for", Instant.now().plusSeconds(86_400).toString());
		JsonNode order = kitchen.till().move(id(kitchen.till().take(body)), "confirmed");
		assertThat(lines(order)).containsExactly("pending", "held", "held");
		assertThat(lines(kitchen.fire(order, 2).json())).containsExactly("pending", "pending", "held");
		assertThat(kitchen.queue("").at("/data")).isEmpty();
		assertThat(kitchen.allDay().at("/data")).isEmpty();

		kitchen.prepare(order, Map.of());
		assertThat(kitchen.queue("").at("/data/0/items").findValuesAsText("status")).containsExactly("preparing",
				"preparing", "held");
	}

	private TestKitchen kitchen(String courses) {
		return TestKitchen.open(this.client, this.database, courses);
	}

	private void configure(TestKitchen kitchen, Map<String, Object> rules) {
		var all = new HashMap<>(rules);
		all.putAll(Map.of("name", "Kitchen", "time_zone", "UTC", "currency", "USD"));
		assertThat(this.client.admin(1).put("/api/v1/locations/" + kitchen.locationId(), all).status()).isEqualTo(200);
	}

	private static OrderBody dinner(TestKitchen kitchen) {
		return OrderBody.at(kitchen.locationId(), line(COFFEE, null), line(SALAD, 2), line(BURGER, 3));
	}

	private static Map<String, Object> line(long menuItemId, @Nullable Integer course) {
		var line = OrderBody.line(menuItemId, 1);
		line.put("course", course);
		return line;
	}

	private static List<String> lines(JsonNode order) {
		return order.required("items").findValuesAsText("status");
	}

	/** Types of the events of the order, with the transitions of its lines. */
	private List<String> events(JsonNode order) {
		return this.database.sql("SELECT event_type, data::text FROM outbox_events WHERE order_id = ? ORDER BY id")
			.param(id(order))
			.query((row,
					_) -> row.getString(1) + EventFeed.parse(row.getString(2))
						.path("items")
						.valueStream()
						.filter((item) -> item.has("item_id"))
						.map((item) -> item.required("previous_status").asText() + " -> "
								+ item.required("new_status").asText())
						.collect(Collectors.joining(", ", " ", "")))
			.list()
			.stream()
			.map(String::strip)
			.toList();
	}

}
