package com.auraconnect.orders.menu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.sandbox.MenuItem;
import com.auraconnect.orders.sandbox.MenuService;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Uses answers of the menu service while they are valid, and longer during an outage. */
@OutageTest
class CachedMenuIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private static final OrderBody CHEESEBURGER = OrderBody.at(2, OrderBody.line(10, 1, 101));

	private static final Duration NOT_FRESH = Duration.ofSeconds(31);

	private static final Duration OLD = Duration.ofHours(23);

	/**
	 * Time limit of a create while the menu service hangs: its timeout of 2 s, the
	 * inventory check and a busy machine.
	 */
	private static final Duration BEYOND_BUDGET = Duration.ofSeconds(6);

	private final ServiceClient client;

	private final OrderClient till;

	private final TestEnvironmentControls controls;

	private final Partner partner;

	private final MenuService menu;

	private final MeterRegistry meters;

	private final MenuSnapshotRepository stored;

	private final JdbcClient database;

	private final JdbcTemplate jdbc;

	private final Json json;

	private final MenuSettings settings;

	CachedMenuIT(ServiceClient client, TestEnvironmentControls controls, MeterRegistry meters,
			MenuSnapshotRepository stored, TestEnvironment site, JdbcTemplate jdbc, Json json, MenuSettings settings) {
		this.database = site.database();
		this.jdbc = jdbc;
		this.json = json;
		this.settings = settings;
		this.stored = stored;
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
		this.controls = controls;
		this.partner = controls.sandbox().partner("menu");
		this.menu = controls.sandbox().menu();
		this.meters = meters;
	}

	@BeforeEach
	@AfterEach
	void restorePartners() {
		this.controls.restore();
	}

	@Test
	void aFreshItemCostsNoCall() {
		this.till.take(BURGER);
		this.till.take(BURGER);
		this.till.take(CHEESEBURGER);
		calculate(BURGER);
		addTo(this.till.take(BURGER).required("id").asLong(), 10);
		assertThat(this.partner.calls()).hasSize(1);

		this.till.take(BURGER.and(OrderBody.line(20, 1)));
		assertThat(this.partner.calls()).hasSize(2);
		assertThat(this.partner.calls().getLast().json().at("/items")).as("only unknown items").hasSize(1);
	}

	@Test
	void everyLocationHasItsOwnMenu() {
		this.till.take(BURGER);
		new OrderClient(this.client.staff(1, 1L)).take(OrderBody.burgerAt(1));
		assertThat(this.partner.calls()).hasSize(2);
	}

	@Test
	void aNewPriceIsFetchedOnceTheCachedOneIsNotFresh() {
		this.till.take(BURGER);
		this.menu.put(this.menu.item(10).at("19.99"));
		assertThat(price(this.till.take(BURGER))).isEqualTo("12.99");
		pass(NOT_FRESH);
		await().until(() -> price(this.till.take(BURGER)).equals("19.99"));
	}

	@Test
	void aSlowMenuServesTheCachedPriceWhileTheNewOneIsFetched() {
		this.till.take(BURGER);
		this.menu.put(this.menu.item(10).at("19.99"));
		this.partner.mode(Mode.SLOW, Duration.ofMillis(1400));
		pass(NOT_FRESH);

		JsonNode old = this.till.take(BURGER);
		assertThat(price(old)).isEqualTo("12.99");
		assertThat(degraded(old)).as("no outage detected yet").isEmpty();
		await().until(() -> price(this.till.take(BURGER)).equals("19.99"));
	}

	@Test
	void anOldItemIsAwaitedWhileTheMenuIsUp() {
		this.till.take(BURGER);
		this.menu.put(this.menu.item(10).at("19.99"));
		this.partner.mode(Mode.SLOW, Duration.ofSeconds(1));
		pass(OLD);
		assertThat(price(this.till.take(BURGER))).isEqualTo("19.99");
	}

	@Test
	void anOrderFromFreshItemsIsNotDegradedDuringAnOutage() {
		this.till.take(BURGER);
		this.partner.mode(Mode.DOWN);
		assertThat(degraded(this.till.take(BURGER))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR" })
	void theFirstOrderFromStaleItemsIsDegradedDuringAnOutage(Mode mode) {
		this.till.take(BURGER);
		this.partner.mode(mode);
		pass(OLD);
		assertThat(degraded(this.till.take(BURGER))).containsExactly("menu");
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR", "HANG" })
	void duringAnOutageTheCachedItemIsUsed(Mode mode) {
		this.till.take(CHEESEBURGER);
		this.partner.mode(mode);
		pass(NOT_FRESH);

		await().until(() -> degraded(inTime(CHEESEBURGER)).equals(List.of("menu")));
		JsonNode taken = inTime(CHEESEBURGER);
		assertThat(degraded(taken)).containsExactly("menu");
		assertThat(price(taken)).isEqualTo("12.99");
		assertThat(taken.at("/items/0/modifiers/0/price").asText()).isEqualTo("1.50");
		assertThat(calculate(BURGER).status()).isEqualTo(200);

		this.partner.mode(Mode.UP);
		await().until(() -> degraded(this.till.take(CHEESEBURGER)).isEmpty());
		assertThat(degraded(this.till.order(taken.required("id").asLong()))).as("created without the menu service")
			.containsExactly("menu");
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR", "HANG" })
	void duringAnOutageAnUnknownItemIsRefused(Mode mode) {
		this.till.take(BURGER);
		this.partner.mode(mode);

		for (int i = 0; i < 4; i++) {
			long start = System.nanoTime();
			assertThatProblem(order(BURGER.and(OrderBody.line(20, 1)))).is(503, "MENU_UNAVAILABLE").hasRetryAfter();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BEYOND_BUDGET);
		}

		this.partner.mode(Mode.UP);
		await().until(() -> order(BURGER.and(OrderBody.line(20, 1))).status() == 201);
		awaitStored(20);
	}

	/**
	 * Waits until the item is stored, which happens after the response: the next test
	 * would otherwise know it.
	 */
	private void awaitStored(long menuItemId) {
		await().until(() -> this.database.sql("SELECT EXISTS (SELECT FROM menu_answers WHERE menu_item_id = ?)")
			.param(menuItemId)
			.query(Boolean.class)
			.single());
	}

	@Test
	void anUnknownItemIsAwaitedFromASlowMenu() {
		this.partner.mode(Mode.SLOW, Duration.ofSeconds(1));
		assertThat(degraded(inTime(BURGER))).isEmpty();
	}

	@Test
	void anItemOlderThanItsUsableTimeIsNotUsed() {
		this.till.take(BURGER);
		this.partner.mode(Mode.DOWN);
		pass(Duration.ofHours(24).plusSeconds(1));
		assertThatProblem(order(BURGER)).is(503, "MENU_UNAVAILABLE").hasRetryAfter();
	}

	@Test
	void linesAddedDuringAnOutageMarkTheOrderAsDegraded() {
		long id = this.till.take(BURGER).required("id").asLong();
		this.partner.mode(Mode.DOWN);
		pass(OLD);
		assertThat(degraded(addTo(id, 10).json())).containsExactly("menu");
		assertThatProblem(addTo(id, 20)).is(503, "MENU_UNAVAILABLE").hasRetryAfter();
	}

	@Test
	void anUnavailableItemIsNotCached() {
		OrderBody unknown = OrderBody.at(2, OrderBody.line(9001, 1));
		assertThatProblem(order(unknown)).is(422, "MENU_ITEM_UNAVAILABLE");
		MenuItem burger = this.menu.item(10);
		this.menu.put(new MenuItem(9001, "Soup", "4.50", true, "grill", "food", 5, List.of()));
		this.menu.put(burger.offSale());
		assertThat(order(unknown).status()).isEqualTo(201);
		assertThatProblem(order(BURGER)).is(422, "MENU_ITEM_UNAVAILABLE");
		this.menu.put(burger);
		assertThat(order(BURGER).status()).isEqualTo(201);
	}

	@Test
	void anUnknownModifierIsFetched() {
		MenuItem coffee = this.menu.item(20);
		this.till.take(OrderBody.at(2, OrderBody.line(20, 1)));
		this.menu.put(new MenuItem(20, coffee.name(), coffee.price(), true, coffee.station(), coffee.taxCategory(), 1,
				List.of(new MenuItem.Modifier(777, "Oat milk", "0.50"))));
		JsonNode taken = this.till.take(OrderBody.at(2, OrderBody.line(20, 1, 777)));
		assertThat(taken.at("/items/0/modifiers/0/name").asText()).isEqualTo("Oat milk");
		assertThatProblem(order(OrderBody.at(2, OrderBody.line(20, 1, 778)))).is(422, "MENU_ITEM_UNAVAILABLE");
	}

	@Test
	void modifiersDoNotMakeAPriceNegative() {
		MenuItem coffee = this.menu.item(20);
		this.menu.put(new MenuItem(20, coffee.name(), "2.00", true, coffee.station(), coffee.taxCategory(), 1,
				List.of(new MenuItem.Modifier(778, "Own cup", "-0.50"), new MenuItem.Modifier(779, "Staff", "-1.50"),
						new MenuItem.Modifier(780, "Birthday", "-0.01"))));
		this.till.take(coffeeWith(Map.of("id", 778), Map.of("id", 779)));

		Answer refused = order(coffeeWith(Map.of("id", 778), Map.of("id", 779), Map.of("id", 780)));
		assertThatProblem(refused).is(422, "MENU_ITEM_UNAVAILABLE");
		assertThat(refused.text("/errors/0/field")).isEqualTo("items[0].modifiers");
		refused = order(coffeeWith(Map.of("id", 778, "quantity", 2)));
		assertThatProblem(refused).is(422, "MENU_ITEM_UNAVAILABLE");
		assertThat(refused.text("/errors/0/field")).isEqualTo("items[0].modifiers[0].quantity");
	}

	private static OrderBody coffeeWith(Map<?, ?>... modifiers) {
		var line = OrderBody.line(20, 1);
		line.put("modifiers", List.of(modifiers));
		return OrderBody.at(2, line);
	}

	@Test
	void anItemRemovedFromTheMenuIsNotSoldDuringAnOutage() {
		this.till.take(BURGER);
		this.menu.put(this.menu.item(10).offSale());
		pass(OLD);
		assertThatProblem(order(BURGER)).is(422, "MENU_ITEM_UNAVAILABLE");
		this.partner.mode(Mode.DOWN);
		assertThatProblem(order(BURGER)).is(503, "MENU_UNAVAILABLE").hasRetryAfter();
	}

	/** An answer is stored after it was used, so a newer answer may be stored first. */
	@Test
	void anOlderAnswerThatIsStoredLateDoesNotBringARemovedItemBack() {
		var question = new MenuQuestion(1, 2, MinorUnit.of("EUR"),
				List.of(new NewOrder.Item(77, 1, List.of(), List.of(), null, null)));
		var soup = soup("5.00");
		Instant askedAt = Instant.parse("2026-03-01T12:00:00Z");

		Tenancy.of(1).run(() -> {
			this.stored.delete(question, Map.of(), askedAt.plusSeconds(5));
			this.stored.store(question, Map.of(77L, soup), askedAt);
			assertThat(this.stored.find(question)).isEmpty();

			this.stored.store(question, Map.of(77L, soup), askedAt.plusSeconds(9));
			assertThat(this.stored.find(question)).as("back on the menu").hasSize(1);
		});
	}

	@Test
	void theNewerAnswerIsStoredHoweverTheClocksOfReplicasDiffer() {
		var question = new MenuQuestion(1, 2, MinorUnit.of("EUR"),
				List.of(new NewOrder.Item(77, 1, List.of(), List.of(), null, null)));
		var clock = this.controls.clock();
		var ahead = Clock.offset(clock, Duration.ofHours(2));
		var other = new MenuSnapshotRepository(this.jdbc, this.json, this.settings, ahead);

		Tenancy.of(1).run(() -> {
			other.store(question, Map.of(77L, soup("5.00")), ahead.instant().minusSeconds(5));
			this.stored.store(question, Map.of(77L, soup("6.00")), clock.instant());

			assertThat(this.stored.find(question)).extracting((known) -> known.item().price())
				.containsExactly(Money.of("6.00"));
			assertThat(other.find(question).getFirst().askedAt()).isCloseTo(ahead.instant(),
					within(1, ChronoUnit.MINUTES));
			other.delete(question, Map.of(), ahead.instant().minusSeconds(60));
			assertThat(this.stored.find(question)).as("after an older refusal").hasSize(1);
		});
	}

	private static com.auraconnect.orders.order.MenuItem soup(String price) {
		return new com.auraconnect.orders.order.MenuItem(77, "Soup", Money.of(price), true, null, null, null, Map.of());
	}

	@Test
	void concurrentRequestsForTheSameItemsShareOneCall() {
		this.partner.mode(Mode.SLOW, Duration.ofMillis(700));
		new Terminals(16).share(Collections.nCopies(16, BURGER), this.till::take);
		assertThat(this.partner.calls()).hasSize(1);
	}

	@Test
	void lookupsAreCountedByResult() {
		double hits = lookups("hit");
		double misses = lookups("miss");
		double stale = lookups("stale");
		this.till.take(BURGER.and(OrderBody.line(20, 1)));
		this.till.take(BURGER);
		this.partner.mode(Mode.DOWN);
		pass(OLD);
		this.till.take(BURGER);
		assertThat(lookups("miss") - misses).isEqualTo(2);
		assertThat(lookups("hit") - hits).isEqualTo(1);
		assertThat(lookups("stale") - stale).isEqualTo(1);
	}

	private double lookups(String result) {
		return this.meters.get("menu.lookups").tag("result", result).counter().count();
	}

	/** Lets the time pass for this replica and for the stored answers. */
	private void pass(Duration time) {
		this.controls.clock().advance(time);
		this.database.sql("UPDATE menu_answers SET asked_at = asked_at - make_interval(secs => ?)")
			.param(time.toSeconds())
			.update();
	}

	private Answer order(OrderBody body) {
		return this.client.post("/api/v1/orders", body);
	}

	/**
	 * Creates the order within the time limit, whatever the state of the menu service.
	 */
	private JsonNode inTime(OrderBody body) {
		long start = System.nanoTime();
		JsonNode taken = this.till.take(body);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BEYOND_BUDGET);
		return taken;
	}

	private Answer calculate(OrderBody body) {
		return this.client.post("/api/v1/orders/calculate", body);
	}

	private Answer addTo(long id, long menuItemId) {
		return this.client.post("/api/v1/orders/" + id + "/items",
				Map.of("items", List.of(OrderBody.line(menuItemId, 1))));
	}

	private static String price(JsonNode order) {
		return order.at("/items/0/unit_price").asText();
	}

	private static List<String> degraded(JsonNode order) {
		return order.required("degraded").valueStream().map(JsonNode::asText).toList();
	}

}
