package com.auraconnect.orders.kitchen;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.order.read.Plan;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.database.ConsistentReads;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a kitchen's queue among 200,000 orders: checks PostgreSQL's plan and the result.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KitchenQueueIT {

	private static final Logger log = LoggerFactory.getLogger(KitchenQueueIT.class);

	private static final long TENANT = 3;

	private static final long BUSY = 105;

	private static final long MIXED = 109;

	/** Scheduled orders of that location. */
	private static final long SCHEDULED = 600;

	private static final int LIMIT = 500;

	private static final Set<OrderStatus> IN_THE_KITCHEN = EnumSet.of(OrderStatus.CONFIRMED, OrderStatus.PREPARING);

	/** The second one for orders that a table of the kitchen names. */
	private static final Set<String> INDEXES = Set.of("idx_orders_active", "orders_pkey");

	private static final Instant NOW = Instant.parse("2026-11-01T19:00:00Z");

	private final PostgresUrl url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());

	private final SingleConnectionDataSource connection = connect();

	private final SingleConnectionDataSource ownersConnection = connect();

	/** Connection with the rights of the service. */
	private final JdbcClient database = JdbcClient.create(this.connection);

	/** Connection of the owner, which sees all rows. */
	private final JdbcClient owner = JdbcClient.create(this.ownersConnection);

	private SingleConnectionDataSource connect() {
		return new SingleConnectionDataSource(this.url.jdbc(), this.url.user(), this.url.password(), true);
	}

	@BeforeAll
	void takeOrders() throws SQLException {
		new ResourceDatabasePopulator(new ClassPathResource("lists/orders.sql"),
				new ClassPathResource("lists/kitchen.sql"))
			.execute(this.ownersConnection);
		Tenancy.of(TENANT).applyTo(this.connection.getConnection());
	}

	@AfterAll
	void disconnect() {
		this.connection.destroy();
		this.ownersConnection.destroy();
	}

	@Test
	void everyQueueIsReadFromThePartialIndexOfActiveOrders() {
		var astray = new ArrayList<String>();
		int plans = 0;
		for (var list : lists()) {
			var plan = Plan.of(this.database, KitchenQueue.sql(list), queue().params(list, null, LIMIT));
			plans++;
			if (readsTooMuch(plan)) {
				astray.add(list + "\n" + plan);
			}
		}
		log.info("{} queues of 200,600 orders: {} of them read too much, all others use idx_orders_active", plans,
				astray.size());
		assertThat(astray).isEmpty();
	}

	@Test
	void theAllDayCountUsesTheSameIndex() {
		for (long location : new long[] { 101, BUSY, 110 }) {
			var plan = Plan.of(this.database, AllDay.sql(), allDay(LIMIT).params(TENANT, location));
			assertThat(readsTooMuch(plan)).as(plan::toString).isFalse();
		}
	}

	private static boolean readsTooMuch(Plan plan) {
		return !INDEXES.containsAll(plan.indexes()) || !plan.keepsToIndexesOfTheTenant()
				|| plan.scannedInFull()
					.stream()
					.anyMatch(Set.of("orders", "order_items", "kitchen_acknowledgements")::contains);
	}

	@Test
	void aQueueReadsNoMoreOrdersThanItShows() {
		int few = 50;
		for (var list : lists()) {
			if (list.station() == null) {
				var plan = Plan.analyzed(this.database, KitchenQueue.sql(list), queue().params(list, null, few));
				assertThat(plan.rowsOfOrdersVisited()).as("%s%n%s", list, plan)
					.isLessThanOrEqualTo((list.statuses().size() + 1L) * (few + 1L));
			}
		}
	}

	@Test
	void aLaterPageReadsNoMoreOrdersThanItShows() {
		int few = 50;
		QueuePosition after = null;
		var ids = new ArrayList<Long>();
		do {
			var plan = Plan.analyzed(this.database, KitchenQueue.sql(busy(null)),
					queue().params(busy(null), after, few));
			assertThat(readsTooMuch(plan)).as(plan::toString).isFalse();
			assertThat(plan.rowsOfOrdersVisited()).as("after %s%n%s", after, plan).isLessThanOrEqualTo(3 * (few + 1L));
			var page = queue().read(busy(null), after, few).orElseThrow();
			ids.addAll(idsOf(json(page)));
			after = page.next();
		}
		while (after != null);
		assertThat(ids).isEqualTo(ids(BUSY, null));
	}

	/**
	 * Scheduled orders are also met in the index at the time when they were taken, so a
	 * page may read all of them besides its own.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 7, 50, 1000 })
	void pagesShowEachOrderOnceInTheOrderOfTheirFiring(int size) {
		for (var list : mixedLists()) {
			var shown = new ArrayList<Long>();
			QueuePosition after = null;
			do {
				var plan = Plan.analyzed(this.database, KitchenQueue.sql(list), queue().params(list, after, size));
				if (list.station() == null) {
					assertThat(plan.rowsOfOrdersVisited()).as("%s%n%s", list, plan)
						.isLessThanOrEqualTo(
								(list.statuses().size() + (list.includesScheduled() ? 2L : 1L)) * (size + 1L)
										+ SCHEDULED);
				}
				var page = queue().read(list, after, size).orElseThrow();
				shown.addAll(idsOf(json(page)));
				after = page.next();
			}
			while (after != null);
			assertThat(shown).as("%s", list).isEqualTo(idsOfMixed(list)).isNotEmpty();
		}
	}

	private static List<KitchenFilter> mixedLists() {
		var lists = new ArrayList<KitchenFilter>();
		for (var isScheduledShown : List.of(true, false)) {
			for (var station : new String[] { null, "grill" }) {
				lists.add(new KitchenFilter(TENANT, MIXED, IN_THE_KITCHEN, station, true, isScheduledShown));
				lists.add(new KitchenFilter(TENANT, MIXED, OrderStatus.ACTIVE, station, false, isScheduledShown));
				lists
					.add(new KitchenFilter(TENANT, MIXED, Set.of(OrderStatus.READY), station, false, isScheduledShown));
			}
		}
		return lists;
	}

	private List<Long> idsOfMixed(KitchenFilter list) {
		return this.owner
			.sql("""
					SELECT o.id
					FROM orders o
					CROSS JOIN LATERAL (SELECT o.fire_at IS NOT NULL AND o.fired_at IS NULL AS is_waiting) kind
					WHERE o.tenant_id = 3 AND o.location_id = 109
					  AND (o.status IN (:statuses)
					       OR :recalled AND EXISTS (SELECT
					                                FROM order_items i
					                                WHERE i.order_id = o.id AND o.status = 'ready' AND i.status = 'preparing'))
					  AND (:scheduled OR NOT is_waiting)
					  AND (:every OR EXISTS (SELECT FROM order_items i WHERE i.order_id = o.id AND i.station = :station))
					ORDER BY is_waiting, CASE WHEN o.fire_at IS NULL THEN o.created_at ELSE coalesce(o.fired_at, o.fire_at) END,
					         o.id
					""")
			.param("statuses", list.statuses().stream().map(WireNames::of).toList())
			.param("recalled", list.includesRecalled())
			.param("scheduled", list.includesScheduled())
			.param("every", list.station() == null)
			.param("station", list.station())
			.query(Long.class)
			.list();
	}

	private static List<KitchenFilter> lists() {
		var lists = new ArrayList<KitchenFilter>();
		for (long location : new long[] { 101, BUSY, 110 }) {
			for (var statuses : List.of(IN_THE_KITCHEN, OrderStatus.ACTIVE, Set.of(OrderStatus.READY))) {
				for (var station : new String[] { null, "grill", "nowhere" }) {
					lists
						.add(new KitchenFilter(TENANT, location, statuses, station, statuses == IN_THE_KITCHEN, false));
				}
			}
		}
		return lists;
	}

	@Test
	void aQueueIsLimitedAndTellsWhetherThereIsMore() {
		var all = ids(BUSY, null);
		assertThat(all).hasSizeGreaterThan(LIMIT);

		var first = read(LIMIT, busy(null));
		assertThat(idsOf(first)).containsExactlyElementsOf(all.subList(0, LIMIT));
		assertThat(first.at("/meta/limit").asInt()).isEqualTo(LIMIT);
		assertThat(first.at("/meta/has_more").asBoolean()).isTrue();
		assertThat(first.at("/meta/sequence").asLong()).isEqualTo(1000 * BUSY);

		assertThat(read(all.size() - 1, busy(null)).at("/meta/has_more").asBoolean()).isTrue();
		var whole = read(all.size(), busy(null));
		assertThat(idsOf(whole)).containsExactlyElementsOf(all);
		assertThat(whole.at("/meta/has_more").asBoolean()).isFalse();
	}

	@Test
	void aStationQueueShowsOnlyItsLinesAndTheirOrders() {
		var queue = read(1000, busy("grill"));

		assertThat(idsOf(queue)).containsExactlyElementsOf(ids(BUSY, "grill")).isNotEmpty();
		assertThat(queue.at("/data"))
			.allSatisfy((order) -> assertThat(order.required("items")).isNotEmpty().allSatisfy((item) -> {
				assertThat(item.required("station").asText()).isEqualTo("grill");
				assertThat(item.required("status").asText()).isNotEqualTo("voided");
			}));
		assertThat(linesOf(queue)).isEqualTo(count("AND i.station = 'grill'"));
		assertThat(linesOf(read(1000, busy(null)))).isEqualTo(count(""));
	}

	@Test
	void anOrderShowsItsAgeAndItsAcknowledgements() {
		var queue = read(LIMIT, busy(null));

		for (var order : queue.at("/data")) {
			var age = Duration.between(Instant.parse(order.required("created_at").asText()), NOW);
			assertThat(order.required("age_seconds").asLong()).isEqualTo(age.toSeconds());
			var isShown = order.required("id").asLong() % 3 == 0;
			assertThat(order.required("acknowledged").asBoolean()).isEqualTo(isShown);
			assertThat(order.required("acknowledged_by").findValuesAsText("display_id"))
				.isEqualTo(isShown ? List.of("grill-1", "pass") : List.of());
		}
	}

	@Test
	void theAllDayCountAddsUp() {
		var totals = parse(allDay(10_000).read(TENANT, BUSY));

		assertThat(totals.at("/data")).isNotEmpty().allSatisfy((item) -> {
			assertThat(item.required("quantity").asLong()).isEqualTo(toMake(item, "'pending', 'preparing'"));
			assertThat(item.required("preparing").asLong()).isEqualTo(toMake(item, "'preparing'"));
			assertThat(item.required("variants").findValues("modifiers")).doesNotHaveDuplicates();
			assertThat(item.required("variants").valueStream().mapToLong((v) -> v.required("quantity").asLong()).sum())
				.isEqualTo(item.required("quantity").asLong());
		});
		assertThat(totals.at("/data").valueStream().mapToLong((item) -> item.required("quantity").asLong()).sum())
			.isEqualTo(this.owner.sql("""
					SELECT sum(i.quantity)
					FROM order_items i
					JOIN orders o ON o.id = i.order_id
					WHERE o.tenant_id = 3 AND o.location_id = 105 AND o.status IN ('confirmed', 'preparing')
					  AND i.status IN ('pending', 'preparing')
					""").query(Long.class).single());
		assertThat(totals.at("/meta/has_more").asBoolean()).isFalse();
	}

	@Test
	void theAllDayCountCoversOnlyTheQueue() {
		var totals = parse(allDay(LIMIT).read(TENANT, BUSY));

		var shown = read(LIMIT, busy(null)).at("/data")
			.valueStream()
			.flatMap((order) -> order.required("items").valueStream())
			.filter((item) -> !item.required("status").asText().equals("ready"))
			.mapToLong((item) -> item.required("quantity").asLong())
			.sum();
		assertThat(totals.at("/data").valueStream().mapToLong((item) -> item.required("quantity").asLong()).sum())
			.isEqualTo(shown);
		assertThat(totals.at("/meta/has_more").asBoolean()).isTrue();
	}

	@Test
	void anUnknownLocationHasNoQueue() {
		assertThat(queue().read(new KitchenFilter(TENANT, 1, IN_THE_KITCHEN, null, true, false), null, LIMIT))
			.isEmpty();
		assertThat(allDay(LIMIT).read(TENANT, 1)).isEmpty();
		this.owner
			.sql("INSERT INTO locations (tenant_id, id, name, time_zone, currency) "
					+ "VALUES (3, 999, 'New', 'UTC', 'USD') ON CONFLICT DO NOTHING")
			.update();
		assertThat(read(LIMIT, new KitchenFilter(TENANT, 999, IN_THE_KITCHEN, null, true, false)).toString())
			.isEqualTo("{\"data\":[],\"meta\":{\"sequence\":0,\"limit\":500,\"next_cursor\":null,\"has_more\":false}}");
	}

	@Test
	void aReadyOrderIsInTheQueueWhileALineIsRecalled() {
		var recalled = this.owner
			.sql("SELECT id FROM orders WHERE id BETWEEN 2000000 AND 3000000 AND id % 2 = 0 ORDER BY created_at, id")
			.query(Long.class)
			.list();
		var queue = read(1000, new KitchenFilter(TENANT, 110, IN_THE_KITCHEN, null, true, false));
		assertThat(idsOf(queue)).filteredOn((id) -> id > 2_000_000).isEqualTo(recalled).hasSize(200);

		assertThat(idsOf(read(1000, new KitchenFilter(TENANT, 110, IN_THE_KITCHEN, "bar", true, false)))).isEmpty();
		assertThat(idsOf(read(1000, new KitchenFilter(TENANT, 110, IN_THE_KITCHEN, null, false, false))))
			.doesNotContainAnyElementsOf(recalled);
		assertThat(idsOf(read(1000, new KitchenFilter(TENANT, 110, Set.of(OrderStatus.READY), null, false, false))))
			.containsAll(recalled)
			.doesNotHaveDuplicates()
			.hasSizeGreaterThanOrEqualTo(400);
	}

	private static KitchenFilter busy(@Nullable String station) {
		return new KitchenFilter(TENANT, BUSY, IN_THE_KITCHEN, station, true, false);
	}

	private KitchenQueue queue() {
		return queue(DataSize.ofMegabytes(2));
	}

	private KitchenQueue queue(DataSize size) {
		return new KitchenQueue(ConsistentReads.of(this.database), answers(size), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static AnswerSettings answers(DataSize queue) {
		return new AnswerSettings(queue, queue, queue, queue, queue, Duration.ZERO);
	}

	@Test
	void anOversizedQueueIsCutAfterItsOldestOrders() {
		JsonNode whole = read(100, busy(null));
		int first = whole.at("/data/0").toString().length();
		var page = queue(DataSize.ofBytes(first * 3L / 2)).read(busy(null), null, 100).orElseThrow();
		JsonNode cut = json(page);
		assertThat(cut.at("/data")).hasSize(1);
		assertThat(cut.at("/data/0")).isEqualTo(whole.at("/data/0"));
		assertThat(cut.at("/meta/has_more").asBoolean()).isTrue();
		assertThat(whole.at("/data").size()).isGreaterThan(1);
		assertThat(idsOf(json(queue().read(busy(null), page.next(), 99).orElseThrow())))
			.isEqualTo(idsOf(whole).subList(1, 100));
	}

	private AllDay allDay(int limit) {
		return new AllDay(ConsistentReads.of(this.database), new KitchenSettings(limit, 1, 1));
	}

	private JsonNode read(int limit, KitchenFilter list) {
		return json(queue().read(list, null, limit).orElseThrow());
	}

	private static JsonNode json(QueuePage page) {
		var response = new QueueResponse(
				new Json(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)));
		return parse(Optional.of(response.write(page, (page.next() != null) ? "next" : null)));
	}

	private static JsonNode parse(Optional<byte[]> json) {
		return EventFeed.parse(new String(json.orElseThrow(), StandardCharsets.UTF_8));
	}

	private static List<Long> idsOf(JsonNode queue) {
		return queue.at("/data").valueStream().map((order) -> order.required("id").asLong()).toList();
	}

	private static long linesOf(JsonNode queue) {
		return queue.at("/data").valueStream().mapToLong((order) -> order.required("items").size()).sum();
	}

	private List<Long> ids(long location, @Nullable String station) {
		return this.owner.sql("""
				SELECT o.id
				FROM orders o
				JOIN order_items i ON i.order_id = o.id AND i.status <> 'voided'
				WHERE o.tenant_id = 3 AND o.location_id = :location AND o.status IN ('confirmed', 'preparing')
				  AND (CAST(:station AS text) IS NULL OR i.station = :station)
				GROUP BY o.id, o.created_at
				ORDER BY o.created_at, o.id
				""").param("location", location).param("station", station).query(Long.class).list();
	}

	private long count(String condition) {
		return this.owner.sql("""
				SELECT count(*)
				FROM order_items i
				JOIN orders o ON o.id = i.order_id
				WHERE o.tenant_id = 3 AND o.location_id = 105 AND o.status IN ('confirmed', 'preparing')
				  AND i.status <> 'voided'
				""" + condition).query(Long.class).single();
	}

	private long toMake(JsonNode item, String statuses) {
		return this.owner.sql("""
				SELECT coalesce(sum(i.quantity), 0)
				FROM order_items i
				JOIN orders o ON o.id = i.order_id
				WHERE o.tenant_id = 3 AND o.location_id = 105 AND o.status IN ('confirmed', 'preparing')
				  AND i.menu_item_id = :item AND i.status IN (%s)
				""".formatted(statuses))
			.params(Map.of("item", item.required("menu_item_id").asLong()))
			.query(Long.class)
			.single();
	}

}
