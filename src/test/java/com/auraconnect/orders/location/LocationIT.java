package com.auraconnect.orders.location;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Locations over HTTP, each test at one of its own. */
@ServiceTest
class LocationIT {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(770_000);

	private static final AtomicLong NEXT_TENANT = new AtomicLong(77_000);

	private static final Map<String, Object> SALES_TAX = Map.of("name", "Sales tax", "rate", "0.09");

	private final ServiceClient client;

	private final ServiceClient admin;

	private final TestEnvironment site;

	private final JdbcClient database;

	private final Clock clock;

	LocationIT(ServiceClient client, TestEnvironment site, Clock clock) {
		this.client = client;
		this.admin = client.admin(1);
		this.site = site;
		this.database = site.database();
		this.clock = clock;
	}

	@Test
	void aLocationIsCreatedAndTakesItsFirstOrderAtOnce() {
		long id = NEXT_LOCATION.incrementAndGet();

		var created = this.admin.put(path(id), rules());

		assertThat(created.status()).as(created::toString).isEqualTo(201);
		assertThat(created.header("ETag")).hasValue("\"1\"");
		assertThat(created.header("Location")).hasValue(path(id));
		assertThat(created.json()).isEqualTo(this.admin.get(path(id)).json());
		var order = new OrderClient(this.admin).take(OrderBody.burgerAt(id));
		assertThat(order.required("total_amount").asText()).isEqualTo("14.16");
	}

	@Test
	void whatIsNotGivenHasTheDefaultOfTheContract() {
		var created = this.admin
			.put(path(NEXT_LOCATION.incrementAndGet()), Map.of("name", "Bar", "time_zone", "UTC", "currency", "CHF"))
			.json();

		assertThat(created.required("business_day_start").asText()).isEqualTo("04:00");
		assertThat(created.required("auto_confirm").asBoolean()).isFalse();
		assertThat(created.required("tax_rules")).isEmpty();
		assertThat(created.required("courses").asText()).isEqualTo("off");
		assertThat(created.required("prep_minutes").asInt()).isEqualTo(15);
		assertThat(created.required("cash_rounding").isNull()).isTrue();
		assertThat(created.required("capture_delay_minutes").asInt()).isZero();
		assertThat(created.required("accepts_until_days").asInt()).isEqualTo(7);
		assertThat(created.required("stations")).isEmpty();
		assertThat(created.required("active").asBoolean()).isTrue();
		assertThat(created.required("availability"))
			.hasToString("{\"accepting\":true,\"until\":null,\"extra_minutes\":0}");
	}

	@Test
	void allFieldsAreStored() {
		long id = NEXT_LOCATION.incrementAndGet();
		var rules = with("courses", "manual", "prep_minutes", 20, "cash_rounding", "0.05", "capture_delay_minutes", 30,
				"accepts_until_days", 14, "stations", List.of("grill", "bar"), "active", false, "auto_confirm", true,
				"business_day_start", "05:30", "tax_rules", List.of(Map.of("name", "VAT", "rate", "0.190", "inclusive",
						true, "rounding", "half_even", "level", "order", "categories", List.of("food", "drink"))));

		this.admin.put(path(id), rules);

		var location = this.admin.get(path(id)).json();
		assertThat(location.required("courses").asText()).isEqualTo("manual");
		assertThat(location.required("prep_minutes").asInt()).isEqualTo(20);
		assertThat(location.required("cash_rounding").asText()).isEqualTo("0.05");
		assertThat(location.required("capture_delay_minutes").asInt()).isEqualTo(30);
		assertThat(location.required("accepts_until_days").asInt()).isEqualTo(14);
		assertThat(location.required("stations")).hasToString("[\"grill\",\"bar\"]");
		assertThat(location.required("active").asBoolean()).isFalse();
		assertThat(location.required("auto_confirm").asBoolean()).isTrue();
		assertThat(location.required("business_day_start").asText()).isEqualTo("05:30");
		assertThat(location.required("tax_rules")).hasToString("[{\"name\":\"VAT\",\"rate\":\"0.19\","
				+ "\"inclusive\":true,\"rounding\":\"half_even\",\"level\":\"order\",\"categories\":[\"drink\",\"food\"],\"order_types\":[]}]");
	}

	@Test
	void aReplacementMovesTheVersionAndTheSameAgainDoesNot() {
		long id = create();

		var replaced = this.admin.put(path(id), with("name", "New name"));
		var again = this.admin.put(path(id), with("name", "New name"));

		assertThat(replaced.status()).isEqualTo(200);
		assertThat(replaced.header("ETag")).hasValue("\"2\"");
		assertThat(again.header("ETag")).hasValue("\"2\"");
		assertThat(events(id, 2)).hasSize(2);
	}

	@Test
	void ifMatchIsHonoured() {
		long id = create();

		assertThatProblem(this.admin.ifVersion(7).put(path(id), with("name", "Other"))).is(412, "PRECONDITION_FAILED");
		assertThat(this.admin.ifVersion(1).put(path(id), with("name", "Other")).status()).isEqualTo(200);
		assertThatProblem(this.admin.ifVersion(1).put(path(id) + "/availability", Map.of("accepting", false))).is(412,
				"PRECONDITION_FAILED");
		var item = path(id) + "/items/15";
		assertThatProblem(this.admin.ifVersion(1).put(item, Map.of("available", false))).is(412, "PRECONDITION_FAILED");
		assertThat(this.admin.get(path(id) + "/items").at("/data")).isEmpty();
		assertThat(this.admin.ifVersion(2).put(item, Map.of("available", false)).status()).isEqualTo(200);
		for (var condition : List.of("*", "\"1\"")) {
			assertThatProblem(
					this.admin.with("If-Match", condition).put(path(NEXT_LOCATION.incrementAndGet()), rules()))
				.is(412, "PRECONDITION_FAILED");
		}
	}

	@Test
	void aRepetitionIsReplayedAsItWas() {
		long id = NEXT_LOCATION.incrementAndGet();
		var till = this.admin.withKey("location-" + id);

		var created = till.put(path(id), rules());
		this.admin.put(path(id), with("name", "Changed since"));
		var replay = till.put(path(id), rules());

		assertThat(replay.isReplay()).isTrue();
		assertThat(replay.status()).isEqualTo(201);
		assertThat(replay.body()).isEqualTo(created.body());
		assertThat(replay.header("ETag")).hasValue("\"1\"");
		assertThat(replay.header("Location")).hasValue(path(id));
		assertThat(this.admin.get(path(id)).text("/name")).isEqualTo("Changed since");
	}

	@Test
	void allFaultsAreReportedAtOnce() {
		var faulty = Map.of("name", " ", "time_zone", "Mars/Olympus", "currency", "XXX", "business_day_start", "25:00",
				"prep_minutes", -1, "cash_rounding", "0", "stations", List.of("grill", "grill"), "tax_rules",
				List.of(Map.of("name", "VAT", "rate", "1.5"),
						Map.of("name", "vat", "rate", "0.1234567", "inclusive", true),
						Map.of("name", "Food", "rate", "0.1", "categories", List.of("food", "food"))));

		assertThatProblem(this.admin.unchecked().put(path(NEXT_LOCATION.incrementAndGet()), faulty))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("name", "time_zone", "currency", "business_day_start", "prep_minutes", "cash_rounding",
					"stations[1]", "tax_rules[0].rate", "tax_rules[1].name", "tax_rules[1].rate",
					"tax_rules[2].categories[1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "usd", "DEM", "CHE", "XAU", "EURO", "" })
	void whatIsNoMoneyOfACountryIsRefused(String currency) {
		assertThatProblem(this.admin.unchecked().put(path(NEXT_LOCATION.incrementAndGet()), with("currency", currency)))
			.is(400, "VALIDATION_ERROR");
	}

	@ParameterizedTest
	@CsvSource({ "JPY, 10, 10", "KWD, 0.005, 0.005", "KWD, 0.05, 0.050", "VND, 500.0, 500" })
	void aCurrencyHasNoneTwoOrThreeDecimals(String currency, String coin, String expected) {
		var created = this.admin.put(path(NEXT_LOCATION.incrementAndGet()),
				with("currency", currency, "cash_rounding", coin));

		assertThat(created.status()).as(created::toString).isEqualTo(201);
		assertThat(created.text("/currency")).isEqualTo(currency);
		assertThat(created.text("/cash_rounding")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "+02:00", "GMT+2", "CST ", "europe/vienna" })
	void noNameOfATimeZoneIsRefused(String zone) {
		assertThatProblem(this.admin.unchecked().put(path(NEXT_LOCATION.incrementAndGet()), with("time_zone", zone)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("time_zone");
	}

	@Test
	void theCoinHasNoMoreDecimalsThanTheCurrency() {
		assertThatProblem(this.admin.unchecked()
			.put(path(NEXT_LOCATION.incrementAndGet()), with("currency", "CHF", "cash_rounding", "0.005")))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("cash_rounding");
	}

	@Test
	void theCurrencyChangesOnlyBeforeTheFirstOrder() {
		long id = create();
		assertThat(this.admin.put(path(id), with("currency", "EUR")).status()).isEqualTo(200);
		new OrderClient(this.admin).take(OrderBody.burgerAt(id));

		assertThatProblem(this.admin.put(path(id), with("currency", "USD"))).is(409, "INVALID_STATE")
			.mentions("currency");
		assertThat(this.admin.put(path(id), with("currency", "EUR", "name", "Still")).status()).isEqualTo(200);
	}

	@Test
	void aMistakenCurrencyDoesNotWaitForAnOrderThatIsBeingTaken() {
		long id = create();
		new OrderClient(this.admin).take(OrderBody.burgerAt(id));

		try (var _ = DatabaseLock.onReferencesTo(this.site, "locations", "tenant_id = 1 AND id = " + id)) {
			assertThatProblem(this.admin.put(path(id), with("currency", "EUR"))).is(409, "INVALID_STATE");
		}
	}

	@Test
	void aCurrencyThatIsNoLongerMoneyIsKeptButNotChosen() {
		long id = create();
		new OrderClient(this.admin).take(OrderBody.burgerAt(id));
		this.database.sql("UPDATE locations SET currency = 'DEM' WHERE tenant_id = 1 AND id = ?").param(id).update();

		var kept = this.admin.put(path(id), with("currency", "DEM", "name", "Old", "cash_rounding", "0.10"));

		assertThat(kept.status()).as(kept::toString).isEqualTo(200);
		assertThat(kept.text("/name")).isEqualTo("Old");
		assertThatProblem(this.admin.put(path(id), with("currency", "FRF"))).is(400, "VALIDATION_ERROR")
			.hasFaults("currency");
	}

	@Test
	void whatWasSoldKeepsTheTaxesOfItsSale() {
		long id = create();
		var till = new OrderClient(this.admin);
		long sold = till.take(OrderBody.burgerAt(id)).required("id").asLong();

		this.admin.put(path(id), with("tax_rules", List.of(Map.of("name", "Sales tax", "rate", "0.2"))));

		assertThat(till.take(OrderBody.burgerAt(id)).required("tax_amount").asText()).isEqualTo("2.60");
		var edited = this.admin.post("/api/v1/orders/" + sold + "/items",
				Map.of("items", List.of(OrderBody.line(10, 1))));
		assertThat(edited.text("/tax_amount")).isEqualTo("2.34");
	}

	@Test
	void theTenantIsMadeWithItsFirstLocationAndHasItsName() {
		long tenant = NEXT_TENANT.incrementAndGet();
		var owner = this.client.admin(tenant);

		assertThat(owner.put(path(1), with("name", "Newcomer")).status()).isEqualTo(201);
		assertThat(owner.put(path(2), with("name", "Second")).status()).isEqualTo(201);

		assertThat(
				this.database.sql("SELECT name FROM tenants WHERE id = ?").param(tenant).query(String.class).single())
			.isEqualTo("Newcomer");
		assertThat(new OrderClient(owner).take(OrderBody.burgerAt(1)).required("tenant_id").asLong()).isEqualTo(tenant);
		assertThat(this.admin.get(path(1)).text("/name")).isNotEqualTo("Newcomer");
	}

	@Test
	void staffSeeTheirOwnLocationsOnly() {
		long mine = create();
		long other = create();
		var staff = this.client.staff(1, mine);

		assertThat(ids(staff.get("/api/v1/locations"))).containsExactly(mine);
		assertThat(ids(this.admin.get("/api/v1/locations?after=" + (mine - 1)))).contains(mine, other);
		assertThat(ids(this.client.staff(1).get("/api/v1/locations"))).isEmpty();
		assertThatProblem(staff.get(path(other))).is(404, "NOT_FOUND");
		assertThatProblem(staff.put(path(mine), rules())).is(403, "FORBIDDEN");
		assertThatProblem(staff.put(path(other) + "/availability", Map.of("accepting", false))).is(404, "NOT_FOUND");
		assertThatProblem(staff.put(path(other) + "/items/10", Map.of("available", false))).is(404, "NOT_FOUND");
		assertThatProblem(staff.get(path(other) + "/items?available=false")).is(404, "NOT_FOUND");
		assertThatProblem(this.client.admin(2).get(path(mine))).is(404, "NOT_FOUND");
	}

	@Test
	void aPausedLocationRefusesNewOrdersUntilItGoesOn() {
		long id = create();
		var staff = this.client.staff(1, id);
		long before = new OrderClient(staff).take(OrderBody.burgerAt(id)).required("id").asLong();
		var end = now().plus(Duration.ofHours(2));

		var paused = staff.put(path(id) + "/availability", Map.of("accepting", false, "until", end.toString()));

		assertThat(paused.status()).isEqualTo(200);
		assertThat(paused.at("/availability/accepting").asBoolean()).isFalse();
		assertThatProblem(staff.post("/api/v1/orders", OrderBody.burgerAt(id))).is(409, "LOCATION_PAUSED")
			.hasRetryAfter();
		assertThat(staff.post("/api/v1/orders/calculate", OrderBody.burgerAt(id)).status()).isEqualTo(200);
		assertThat(staff.post("/api/v1/orders/" + before + "/items", Map.of("items", List.of(OrderBody.line(10, 1))))
			.status()).isEqualTo(200);
		var offline = OrderBody.burgerAt(id)
			.with("idempotency_key", "offline-" + id)
			.with("placed_at", now().toString());
		assertThat(
				staff.post("/api/v1/orders/batch", Map.of("orders", List.of(offline))).at("/results/0/status").asInt())
			.isEqualTo(201);

		staff.put(path(id) + "/availability", Map.of("accepting", true));

		assertThat(staff.post("/api/v1/orders", OrderBody.burgerAt(id)).status()).isEqualTo(201);
	}

	@Test
	void aPauseWithoutAnEndNamesNoTimeAndOneWithAnEndEnds() {
		long id = create();
		this.admin.put(path(id) + "/availability", Map.of("accepting", false));
		var refused = this.admin.post("/api/v1/orders", OrderBody.burgerAt(id));
		assertThatProblem(refused).is(409, "LOCATION_PAUSED");
		assertThat(refused.header("Retry-After")).isEmpty();

		this.admin.put(path(id) + "/availability",
				Map.of("accepting", false, "until", now().plusMillis(400).toString()));

		await().until(() -> this.admin.post("/api/v1/orders", OrderBody.burgerAt(id)).status() == 201);
		assertThat(this.admin.get(path(id)).at("/availability/accepting").asBoolean()).isTrue();
	}

	@Test
	void anInactiveLocationRefusesOrders() {
		long id = create();

		this.admin.put(path(id), with("active", false));

		assertThatProblem(this.admin.post("/api/v1/orders", OrderBody.burgerAt(id))).is(409, "LOCATION_PAUSED");
	}

	@Test
	void aBusyKitchenTakesLonger() {
		long id = create();
		var till = new OrderClient(this.admin);
		long order = till.take(OrderBody.burgerAt(id)).required("id").asLong();
		till.move(order, "confirmed");
		this.admin.put(path(id) + "/availability", Map.of("accepting", true, "extra_minutes", 20));

		var begin = now();
		var prepared = this.admin.post("/api/v1/kitchen/orders/" + order + "/prepare", Map.of("estimated_minutes", 10));

		assertThat(Instant.parse(prepared.text("/estimated_ready_time"))).isBetween(begin.plus(Duration.ofMinutes(30)),
				now().plus(Duration.ofMinutes(30)));
	}

	@Test
	void anItemThatIsOutCannotBeOrdered() {
		long id = create();
		var staff = this.client.staff(1, id);
		long before = new OrderClient(staff).take(OrderBody.burgerAt(id)).required("id").asLong();
		var salad = OrderBody.at(id, OrderBody.line(10, 1), OrderBody.line(15, 1));

		var out = staff.put(path(id) + "/items/15", Map.of("available", false));

		assertThat(out.status()).as(out::toString).isEqualTo(200);
		for (var path : List.of("/api/v1/orders", "/api/v1/orders/calculate")) {
			assertThatProblem(staff.post(path, salad)).is(422, "MENU_ITEM_UNAVAILABLE")
				.hasFaults("items[1].menu_item_id");
		}
		assertThatProblem(
				staff.post("/api/v1/orders/" + before + "/items", Map.of("items", List.of(OrderBody.line(15, 1)))))
			.is(422, "MENU_ITEM_UNAVAILABLE")
			.hasFaults("items[0].menu_item_id");
		var offline = salad.with("idempotency_key", "offline-" + id).with("placed_at", now().toString());
		assertThat(
				staff.post("/api/v1/orders/batch", Map.of("orders", List.of(offline))).at("/results/0/status").asInt())
			.isEqualTo(201);
		var listed = staff.get(path(id) + "/items?available=false").at("/data");
		assertThat(listed).hasSize(1);
		assertThat(listed.get(0)).isEqualTo(out.json());

		staff.put(path(id) + "/items/15", Map.of("available", true));

		assertThat(staff.post("/api/v1/orders", salad).status()).isEqualTo(201);
		assertThat(staff.get(path(id) + "/items").at("/data")).isEmpty();
	}

	@Test
	void anItemIsBackByItself() {
		long id = create();
		this.admin.put(path(id) + "/items/10", Map.of("available", false, "until", now().plusMillis(400).toString()));
		assertThatProblem(this.admin.post("/api/v1/orders", OrderBody.burgerAt(id))).is(422, "MENU_ITEM_UNAVAILABLE");

		await().until(() -> this.admin.post("/api/v1/orders", OrderBody.burgerAt(id)).status() == 201);
		assertThat(this.admin.get(path(id) + "/items").at("/data")).isEmpty();
	}

	@Test
	void anEndInThePastOrWithoutSomethingToEndIsRefused() {
		long id = create();
		var past = now().minusSeconds(60).toString();
		var future = now().plusSeconds(600).toString();

		assertThatProblem(this.admin.put(path(id) + "/availability", Map.of("accepting", false, "until", past)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("until");
		assertThatProblem(this.admin.put(path(id) + "/availability", Map.of("accepting", true, "until", future)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("until");
		assertThatProblem(this.admin.put(path(id) + "/items/10", Map.of("available", true, "until", future)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("until");
		assertThatProblem(this.admin.get(path(id) + "/items?available=true")).is(400, "VALIDATION_ERROR");
	}

	@Test
	void eachChangeHasItsEventInTheFeedOfTheLocation() {
		long id = create();
		var staff = this.client.staff(1, id);
		staff.put(path(id) + "/availability", Map.of("accepting", false, "extra_minutes", 5));
		staff.put(path(id) + "/items/15", Map.of("available", false));
		staff.put(path(id) + "/items/15", Map.of("available", false));
		this.admin.put(path(id), with("name", "New name", "tax_rules", List.of()));
		long order = new OrderClient(this.admin).take(OrderBody.burgerAt(create())).required("id").asLong();
		assertThat(order).isPositive();

		var events = events(id, 4);

		assertThat(events).extracting((event) -> event.required("event_type").asText())
			.containsExactly("location.updated", "location.updated", "location.item_changed", "location.updated");
		assertThat(events).allSatisfy((event) -> {
			assertThat(event.has("order_version")).isFalse();
			assertThat(event.at("/data/location_id").asLong()).isEqualTo(id);
			assertThat(event.at("/data/changed_by").asText()).isNotBlank();
		});
		assertThat(events.getFirst().at("/data/changed")).hasSize(14);
		assertThat(events.get(1).at("/data/availability"))
			.hasToString("{\"accepting\":false,\"until\":null,\"extra_minutes\":5}");
		assertThat(events.get(2).at("/data/menu_item_id").asLong()).isEqualTo(15);
		assertThat(events.get(3).at("/data/changed")).hasToString("[\"name\",\"tax_rules\"]");
		assertThat(events.get(3).at("/data/name").asText()).isEqualTo("New name");
		assertThat(events.get(3).at("/data").has("tax_rules")).isFalse();
		await().untilAsserted(
				() -> assertThat(this.site.feed(id).entries()).extracting((entry) -> entry.event()).isEqualTo(events));
		assertThat(this.admin.beginningOfStream("/api/v1/events/stream?location_id=" + id + "&after=0", 4).json())
			.isEqualTo(this.admin.get("/api/v1/events?location_id=%d", id).at("/data"));
	}

	@Test
	void ofTwoCreationsAtOnceOneCreatesAndOneReplaces() {
		long id = NEXT_LOCATION.incrementAndGet();

		var answers = Stream.of("First", "Second")
			.parallel()
			.map((name) -> this.admin.put(path(id), with("name", name)))
			.toList();

		assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 201);
		assertThat(this.admin.get(path(id)).at("/version").asInt()).isEqualTo(2);
	}

	@Test
	void aTenantHasAtMostAThousandLocations() {
		long tenant = NEXT_TENANT.incrementAndGet();
		var owner = this.client.admin(tenant);
		owner.put(path(1), rules());
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency)
				SELECT :tenant, id, 'Many', 'UTC', 'USD'
				FROM generate_series(2, 1000) id
				""").param("tenant", tenant).update();

		assertThatProblem(owner.put(path(1001), rules())).is(409, "INVALID_STATE").mentions("1000");
		assertThat(owner.put(path(1000), rules()).status()).isEqualTo(200);
		assertThat(owner.get("/api/v1/locations").at("/data")).isNotEmpty();
		assertThat(allPages(owner)).hasSize(1000);
	}

	private List<Long> allPages(ServiceClient owner) {
		var ids = new ArrayList<Long>();
		Answer page;
		do {
			page = owner.get("/api/v1/locations?after=%d", ids.isEmpty() ? 0 : ids.getLast());
			ids.addAll(ids(page));
		}
		while (page.at("/meta/has_more").asBoolean());
		return ids;
	}

	private long create() {
		long id = NEXT_LOCATION.incrementAndGet();
		var created = this.admin.put(path(id), rules());
		assertThat(created.status()).as(created::toString).isEqualTo(201);
		return id;
	}

	private List<JsonNode> events(long id, int count) {
		return await().until(
				() -> this.admin.get("/api/v1/events?location_id=%d", id).at("/data").valueStream().toList(),
				(events) -> events.size() == count);
	}

	private Instant now() {
		return this.clock.instant();
	}

	private static List<Long> ids(Answer list) {
		return list.at("/data").valueStream().map((location) -> location.required("id").asLong()).toList();
	}

	private static String path(long id) {
		return "/api/v1/locations/" + id;
	}

	private static Map<String, Object> rules() {
		return Map.of("name", "Harvest Table", "time_zone", "America/New_York", "currency", "USD", "tax_rules",
				List.of(SALES_TAX));
	}

	/** The rules with these fields and values. */
	private static Map<String, Object> with(Object... fields) {
		var rules = new HashMap<>(rules());
		for (int i = 0; i < fields.length; i += 2) {
			rules.put((String) fields[i], fields[i + 1]);
		}
		return rules;
	}

}
