package com.auraconnect.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.RedisMessages;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sixteen terminals create a thousand orders and move each of them to its final status.
 * Database, channels, stream and metrics must agree on every order.
 */
@Tag(TestSize.ENDURANCE)
@TestInstance(Lifecycle.PER_CLASS)
class ThousandOrdersIT {

	private static final Logger log = LoggerFactory.getLogger(ThousandOrdersIT.class);

	private static final int ORDERS = 1000;

	private static final int TERMINALS = 16;

	private static final long SEED = 20261122;

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final JdbcClient database = this.site.database();

	private final ServiceProcess service = ServiceProcess.start(this.site.environment());

	private final RedisMessages tenant = RedisMessages.on(this.site.redisUrl(), "orders:1");

	private final ServiceClient client = new ServiceClient(this.service.url(), this.site.sandbox().tokens());

	private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();

	private List<EventFeed.Entry> stream = List.of();

	@BeforeAll
	void anEvening() {
		var random = new Random(SEED);
		var till = new OrderClient(this.client.staff(1, 1L));
		var terminals = new Terminals(TERMINALS);
		var orders = new RandomOrders(this.site.sandbox().menu().items(), random);
		long start = System.nanoTime();
		terminals.share(Stream.generate(() -> orders.plain(1)).limit(ORDERS).toList(),
				(OrderBody body) -> this.acknowledged.add(till.take(body).required("id").asLong()));
		long taken = System.nanoTime();
		terminals.share(this.acknowledged.stream().map((id) -> new Fate(id, oneOfThem(random))).toList(),
				(Fate fate) -> fate.end().walk(till, fate.id()));
		long walked = System.nanoTime();
		awaitQuiet();
		this.stream = this.site.feed(1).entries();
		log.info("{} orders from {} terminals in {} ms, walked to their ends in {} ms: {}, {} history rows, {} events",
				ORDERS, TERMINALS, Duration.ofNanos(taken - start).toMillis(),
				Duration.ofNanos(walked - taken).toMillis(),
				counts("SELECT status, count(*) FROM orders GROUP BY status"), historyRows(), this.stream.size());
	}

	@AfterAll
	void goHome() {
		this.tenant.close();
		this.service.close();
	}

	@Test
	void everyOrderIsStoredUnderANumberOfItsOwn() {
		assertThat(this.acknowledged).hasSize(ORDERS);
		assertThat(this.database.sql("SELECT id FROM orders ORDER BY id").query(Long.class).list())
			.containsExactlyElementsOf(this.acknowledged);
		assertThat(this.database.sql("SELECT DISTINCT order_number FROM orders").query(String.class).list())
			.hasSize(ORDERS);
	}

	@Test
	void theTenantsChannelHasOneCreatedEventForEachOrder() {
		List<Long> created = this.tenant.on("orders:1")
			.stream()
			.map(EventFeed::parse)
			.filter((event) -> event.required("event_type").asText().equals("order.created"))
			.map((event) -> event.at("/data/order_id").asLong())
			.toList();
		assertThat(created).containsExactlyInAnyOrderElementsOf(this.acknowledged);
	}

	@Test
	void theMetricsHaveCountedThem() {
		double counted = this.client.metrics().sum("orders_created_total");
		assertThat(counted).isEqualTo(ORDERS);
	}

	@Test
	void everyOrderHasCompletedOrIsCancelled() {
		assertThat(counts("SELECT status, count(*) FROM orders GROUP BY status"))
			.containsOnlyKeys("completed", "cancelled")
			.allSatisfy((status, count) -> assertThat(count).isGreaterThan(ORDERS / 10));
	}

	@Test
	void everyHistoryIsAnUnbrokenChainToAFinalStatus() {
		for (long id : this.acknowledged) {
			JsonNode order = new OrderClient(this.client.admin(1)).order(id);
			String before = null;
			for (JsonNode change : order.required("status_history")) {
				assertThat(change.required("from_status").asText(null)).isEqualTo(before)
					.isNotEqualTo(change.required("to_status").asText());
				before = change.required("to_status").asText();
			}
			assertThat(before).isEqualTo(order.required("status").asText());
		}
	}

	@Test
	void everyRowOfTheHistoryHasAnEvent() {
		Map<Long, List<String>> told = new HashMap<>();
		this.stream.stream()
			.filter((entry) -> entry.type().equals("order.created") || entry.type().equals("order.status_changed"))
			.forEach((entry) -> told.computeIfAbsent(entry.orderId(), (id) -> new ArrayList<>())
				.add(entry.event().at("/data/status").asText()));
		Map<Long, List<String>> written = this.database
			.sql("SELECT order_id, to_status FROM order_status_history ORDER BY order_id, changed_at, id")
			.query((row, i) -> Map.entry(row.getLong(1), row.getString(2)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
		assertThat(told).isEqualTo(written);
	}

	@Test
	void everyVersionOfAnOrderHasAnEventInSequence() {
		Map<Long, List<Integer>> versions = this.stream.stream()
			.collect(Collectors.groupingBy(EventFeed.Entry::orderId,
					Collectors.mapping(EventFeed.Entry::orderVersion, Collectors.toList())));
		assertThat(versions.values()).allSatisfy((told) -> assertThat(told).isSorted());
		Map<Long, Integer> last = versions.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (order) -> new HashSet<>(order.getValue()).size()));
		assertThat(last).isEqualTo(this.database.sql("SELECT id, version FROM orders")
			.query((row, i) -> Map.entry(row.getLong(1), row.getInt(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
	}

	@Test
	void theFeedIsNumberedWithoutAGap() {
		List<String> numbers = LongStream.rangeClosed(1, count("SELECT count(*) FROM outbox_events"))
			.mapToObj((sequence) -> sequence + "-0")
			.toList();
		assertThat(this.stream).extracting(EventFeed.Entry::id).isEqualTo(numbers);
		assertThat(this.stream).extracting((entry) -> entry.event().required("sequence").asText() + "-0")
			.isEqualTo(numbers);
	}

	/** Waits until no saga is under way and Redis has all events. */
	private void awaitQuiet() {
		await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
			assertThat(this.database.sql("SELECT * FROM scheduled_tasks WHERE task_instance <> 'recurring'")
				.query()
				.listOfRows()).isEmpty();
			assertThat(count("SELECT count(*) FROM outbox_events WHERE sequence IS NULL")).isZero();
			assertThat(this.database.sql("SELECT * FROM event_feeds WHERE published_sequence < last_sequence")
				.query()
				.listOfRows()).isEmpty();
		});
		long events = count("SELECT count(*) FROM outbox_events");
		await().until(() -> this.tenant.on("orders:1").size() >= events);
	}

	private long historyRows() {
		return count("SELECT count(*) FROM order_status_history");
	}

	private long count(String sql) {
		return this.database.sql(sql).query(Long.class).single();
	}

	private Map<String, Long> counts(String sql) {
		return this.database.sql(sql)
			.query((row, i) -> Map.entry(row.getString(1), row.getLong(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static End oneOfThem(Random random) {
		return End.values()[random.nextInt(End.values().length)];
	}

	/** An order and its final status. */
	private record Fate(long id, End end) {
	}

	/** A sequence of status changes to a final status. */
	private enum End {

		CANCELLED_AT_ONCE, CANCELLED_WHEN_CONFIRMED, CANCELLED_WHEN_PREPARING, SERVED;

		void walk(OrderClient till, long id) {
			if (this != CANCELLED_AT_ONCE) {
				till.await(id, "confirmed");
			}
			if (this == CANCELLED_WHEN_PREPARING) {
				till.move(id, "preparing");
			}
			if (this == SERVED) {
				till.serve(id);
			}
			else {
				till.cancel(id);
			}
		}

	}

}
