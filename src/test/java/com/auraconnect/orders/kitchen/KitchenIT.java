package com.auraconnect.orders.kitchen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static com.auraconnect.orders.testing.TestKitchen.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The kitchen queue and the item totals. */
@ServiceTest
class KitchenIT {

	private static final String QUEUE = "/api/v1/kitchen/orders";

	private static final String ALL_DAY = "/api/v1/kitchen/all-day";

	private final ServiceClient client;

	private final TestKitchen kitchen;

	private final TestEnvironment site;

	private final JdbcClient database;

	KitchenIT(ServiceClient client, TestEnvironment site) {
		this.database = site.database();
		this.client = client;
		this.kitchen = TestKitchen.open(client, this.database);
		this.site = site;
	}

	@Test
	void theQueueHasTheOrdersInTheKitchenOldestFirst() {
		this.kitchen.pending(10);
		JsonNode preparing = this.kitchen.preparing(10);
		JsonNode confirmed = this.kitchen.confirmed(15);
		this.kitchen.ready(this.kitchen.preparing(20));
		this.kitchen.till().cancel(id(this.kitchen.confirmed(10)));

		assertThat(queued("")).containsExactly(id(preparing), id(confirmed));
		assertThat(queued("&status=&station=")).containsExactly(id(preparing), id(confirmed));
		assertThat(queued("&status=preparing")).containsExactly(id(preparing));
		assertThat(queued("&status=pending&status=confirmed&status=preparing&status=ready")).hasSize(4)
			.isSorted()
			.containsSequence(id(preparing), id(confirmed));
	}

	@Test
	void anOrderInTheQueueHasItsDetails() {
		OrderBody body = OrderBody.at(this.kitchen.locationId(), OrderBody.line(10, 2, 101), OrderBody.line(20, 1))
			.with("table_number", "12")
			.with("guest_count", 3)
			.with("notes", "birthday");
		long id = id(this.kitchen.till().take(body));
		JsonNode order = this.kitchen.till().move(id, "confirmed");

		JsonNode queued = this.kitchen.queue("").at("/data/0");

		for (String field : List.of("id", "order_number", "version", "order_type", "status", "table_number",
				"guest_count", "notes", "scheduled_for", "estimated_ready_time", "created_at")) {
			assertThat(queued.required(field)).as(field).isEqualTo(order.required(field));
		}
		assertThat(queued.required("age_seconds").asLong()).isBetween(0L, 60L);
		assertThat(queued.required("acknowledged").asBoolean()).isFalse();
		for (int line = 0; line < 2; line++) {
			JsonNode shown = queued.at("/items/" + line);
			JsonNode whole = order.at("/items/" + line);
			assertThat(shown.propertyStream())
				.allSatisfy((field) -> assertThat(field.getValue()).isEqualTo(whole.required(field.getKey())));
			assertThat(shown.has("unit_price")).isFalse();
		}
	}

	@Test
	void aStationSeesItsOwnLines() {
		JsonNode both = this.kitchen.confirmed(10, 20);
		this.kitchen.confirmed(15);
		JsonNode coffee = this.kitchen.confirmed(20, 21);

		assertThat(queued("&station=bar")).containsExactly(id(both), id(coffee));
		assertThat(this.kitchen.queue("&station=bar").at("/data/0/items").findValuesAsText("name"))
			.containsExactly("Iced Coffee");
		assertThatProblem(this.kitchen.queue("&station=sushi")).is(404, "NOT_FOUND");
	}

	@Test
	void anUnknownStationIsNotFoundOnceAnyIsKnown() {
		assertThat(queued("&station=sushi")).as("nothing was ever ordered").isEmpty();
		JsonNode coffee = this.kitchen.ready(this.kitchen.preparing(20)).json();
		this.kitchen.till().move(id(coffee), "completed");
		forgetMenu();
		assertThat(queued("&station=bar")).as("a line of an order that has ended").isEmpty();
		assertThatProblem(this.kitchen.queue("&station=grill")).is(404, "NOT_FOUND");
		this.database.sql("""
				INSERT INTO menu_answers (tenant_id, location_id, menu_item_id, item, asked_at)
				VALUES (1, ?, 99, '{"id": 99, "station": "grill"}', now())
				""").param(this.kitchen.locationId()).update();
		assertThat(queued("&station=grill")).as("a kept answer of the menu").isEmpty();
		assertThatProblem(this.kitchen.queue("&station=Bar")).is(404, "NOT_FOUND");
		this.database.sql("UPDATE locations SET stations = '[\"sushi\"]' WHERE tenant_id = 1 AND id = ?")
			.param(this.kitchen.locationId())
			.update();
		assertThat(queued("&station=sushi")).as("a station of the location").isEmpty();
	}

	/** Deletes the stored menu items, once they have been stored. */
	private void forgetMenu() {
		await().until(() -> this.database.sql("DELETE FROM menu_answers WHERE location_id = ?")
			.param(this.kitchen.locationId())
			.update() > 0);
	}

	@Test
	void aVoidedLineIsNotShown() {
		JsonNode order = this.kitchen.confirmed(10, 20);
		this.client.admin(1).delete("/api/v1/orders/%d/items/%d", id(order), TestKitchen.itemId(order, 1));

		assertThat(this.kitchen.queue("").at("/data/0/items").findValuesAsText("name")).containsExactly("Cheeseburger");
		assertThat(queued("&station=bar")).isEmpty();
		assertThat(this.kitchen.allDay().at("/data").findValuesAsText("menu_item_id")).containsExactly("10");
	}

	@Test
	void anAcknowledgedOrderNamesItsDisplaysAndTimes() {
		JsonNode order = this.kitchen.confirmed(10);
		this.kitchen.acknowledge(order, "grill-1");
		this.kitchen.acknowledge(order, "pass");
		this.kitchen.acknowledge(order, "grill-1");

		JsonNode queued = this.kitchen.queue("").at("/data/0");

		assertThat(queued.required("acknowledged").asBoolean()).isTrue();
		assertThat(queued.required("acknowledged_by").findValuesAsText("display_id")).containsExactly("grill-1",
				"pass");
		assertThat(queued.required("version")).isEqualTo(order.required("version"));
	}

	@Test
	void theSequenceIsTheNumberOfTheLastEventOfTheLocation() {
		assertThat(this.kitchen.queue("").at("/meta/sequence").asLong()).isZero();
		this.kitchen.confirmed(10);

		await().untilAsserted(() -> assertThat(this.kitchen.queue("").at("/meta/sequence").asLong())
			.isEqualTo(this.site.feed(this.kitchen.locationId()).entries().size())
			.isEqualTo(2));
	}

	@Test
	void allDayCountsTheRemainingItems() {
		var cheese = OrderBody.line(10, 2, 101, 102);
		var sameCheese = OrderBody.line(10, 1, 102, 101);
		for (OrderBody body : List.of(OrderBody.at(this.kitchen.locationId(), cheese, OrderBody.line(10, 4)),
				OrderBody.at(this.kitchen.locationId(), sameCheese, OrderBody.line(20, 1)))) {
			this.kitchen.till().move(id(this.kitchen.till().take(body)), "confirmed");
		}
		this.kitchen.preparing(10);
		this.kitchen.bump(this.kitchen.preparing(10, 15), 0);
		this.kitchen.pending(10);

		JsonNode totals = this.kitchen.allDay().at("/data");

		assertThat(totals.valueStream().map((item) -> item.required("name").asText())).containsExactly("Iced Coffee",
				"Caesar Salad", "Cheeseburger");
		assertThat(totals.findValuesAsText("station")).containsExactly("bar", "cold", "grill");
		JsonNode burgers = totals.get(2);
		assertThat(burgers.required("quantity").asInt()).isEqualTo(8);
		assertThat(burgers.required("preparing").asInt()).isEqualTo(1);
		assertThat(burgers.at("/variants/0/quantity").asInt()).isEqualTo(5);
		assertThat(burgers.at("/variants/0/modifiers")).isEmpty();
		assertThat(burgers.at("/variants/1/quantity").asInt()).isEqualTo(3);
		assertThat(burgers.at("/variants/1/modifiers").findValuesAsText("name")).containsExactly("Extra Cheese",
				"Extra Bacon");
	}

	@Test
	void anEmptyQueueHasNoItemTotals() {
		assertThat(this.kitchen.queue("").text("/data")).isEmpty();
		assertThat(this.kitchen.queue("").at("/data").isArray()).isTrue();
		assertThat(this.kitchen.allDay().body())
			.isEqualTo("{\"data\" : [], \"meta\" : {\"limit\" : 500, \"has_more\" : false}}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?station=grill                        | location_id
			?location_id=                         | location_id
			?location_id=one                      | location_id
			?location_id=1&location_id=2          | location_id
			?location_id=1&status=completed       | status
			?location_id=1&status=cancelled       | status
			?location_id=1&status=cooking         | status
			?location_id=1&station=a&station=b    | station
			?location_id=1&station=%00            | station
			?location_id=1&page_size=10           | page_size
			?location_id=1&limit=0                | limit
			?location_id=1&limit=501              | limit
			?location_id=1&limit=all              | limit
			?location_id=1&cursor=                | cursor
			?location_id=1&cursor=eyJpZCI6MX0     | cursor
			""")
	void anInvalidQueryIsRejected(String query, String field) {
		assertThatProblem(this.client.admin(1).send("GET", QUEUE + query, null)).is(400, "VALIDATION_ERROR")
			.hasFaults(field);
	}

	@Test
	void theQueueIsReadPageByPage() {
		List<Long> orders = IntStream.range(0, 5).mapToObj((_) -> id(this.kitchen.confirmed(10, 20))).toList();

		var shown = new ArrayList<Long>();
		String cursor = "";
		for (int page = 1; page <= 3; page++) {
			Answer answer = this.kitchen.queue("&limit=2" + cursor);
			shown.addAll(idsOf(answer));
			assertThat(answer.at("/meta/limit").asInt()).isEqualTo(2);
			assertThat(answer.at("/meta/has_more").asBoolean()).isEqualTo(page < 3);
			assertThat(answer.at("/meta/next_cursor").isNull()).isEqualTo(page == 3);
			cursor = "&cursor=" + answer.at("/meta/next_cursor").asText();
			if (page == 1) {
				this.kitchen.till().move(orders.get(1), "preparing", "ready");
			}
		}
		assertThat(shown).isEqualTo(orders);
	}

	@Test
	void aCursorBelongsToItsQueue() {
		IntStream.range(0, 2).forEach((_) -> this.kitchen.confirmed(10));
		Answer first = this.kitchen.queue("&limit=1");
		String cursor = "&cursor=" + first.at("/meta/next_cursor").asText();
		var other = TestKitchen.open(this.client, this.database);

		assertThat(idsOf(this.kitchen.queue("&limit=500" + cursor))).hasSize(1)
			.doesNotContainAnyElementsOf(idsOf(first));
		for (Answer answer : List.of(other.queue(cursor), this.kitchen.queue("&station=grill" + cursor),
				this.kitchen.queue("&status=confirmed&status=preparing" + cursor),
				this.kitchen.queue("&include=scheduled" + cursor), this.kitchen.queue(cursor + "x"))) {
			assertThatProblem(answer).is(400, "VALIDATION_ERROR").hasFaults("cursor");
		}
		String ofList = this.client.admin(1).get("/api/v1/orders?page_size=1").at("/meta/next_cursor").asText();
		assertThatProblem(this.kitchen.queue("&cursor=" + ofList)).is(400, "VALIDATION_ERROR").hasFaults("cursor");
	}

	@ParameterizedTest
	@CsvSource({ "'', location_id", "?location_id=x, location_id", "?location_id=1&station=grill, station" })
	void allDayTakesALocationAndNothingElse(String query, String field) {
		assertThatProblem(this.client.admin(1).send("GET", ALL_DAY + query, null)).is(400, "VALIDATION_ERROR")
			.hasFaults(field);
	}

	@Test
	void allFaultsAreReportedTogether() {
		assertThatProblem(
				this.client.admin(1).get(QUEUE + "?status=cooking&status=done&station=" + "x".repeat(51) + "&sort=age"))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("location_id", "status", "status", "station", "sort");
	}

	@ParameterizedTest
	@ValueSource(strings = { QUEUE, ALL_DAY })
	void aKitchenIsVisibleToItsStaffOnly(String path) {
		this.kitchen.confirmed(10);
		String own = path + "?location_id=" + this.kitchen.locationId();

		assertThat(this.client.admin(1).get(own).at("/data")).hasSize(1);
		assertThat(this.client.staff(1, 1L, this.kitchen.locationId()).get(own).at("/data")).hasSize(1);
		assertThatProblem(this.client.staff(1, 1L).get(own)).is(404, "NOT_FOUND");
		assertThatProblem(this.client.admin(2).get(own)).is(404, "NOT_FOUND");
		assertThatProblem(this.client.staff(2, this.kitchen.locationId()).get(own)).is(404, "NOT_FOUND");
		assertThatProblem(this.client.admin(1).get(path + "?location_id=999999")).is(404, "NOT_FOUND");
		assertThatProblem(this.client.customer(1, 7).get(own)).is(403, "FORBIDDEN");
		assertThatProblem(this.client.get(own)).is(401, "UNAUTHORIZED");
	}

	/** Another tenant has a location of the same id. */
	@Test
	void aKitchenShowsNoOrdersOfAnotherTenant() {
		this.database
			.sql("INSERT INTO locations (tenant_id, id, name, time_zone, currency) VALUES (2, ?, 'x', 'UTC', 'USD')")
			.param(this.kitchen.locationId())
			.update();
		this.kitchen.confirmed(10);
		var other = new TestKitchen(this.client.admin(2), this.kitchen.locationId());

		assertThat(other.queue("").at("/data").isEmpty()).isTrue();
		assertThat(other.queue("").at("/meta/sequence").asLong()).isZero();
		assertThat(other.allDay().at("/data").isEmpty()).isTrue();
		assertThat(this.kitchen.queue("").at("/data")).hasSize(1);
	}

	private List<Long> queued(String more) {
		return idsOf(this.kitchen.queue(more));
	}

	private static List<Long> idsOf(Answer queue) {
		return queue.at("/data").valueStream().map((order) -> order.required("id").asLong()).toList();
	}

}
