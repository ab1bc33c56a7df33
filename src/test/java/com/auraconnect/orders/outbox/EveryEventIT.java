package com.auraconnect.orders.outbox;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.FeedWatch;
import com.auraconnect.orders.testing.NotedChanges;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSize;
import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
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
 * Sixteen terminals change orders at three locations over two replicas. Meanwhile Redis
 * is stopped and restarted twice, two replicas are killed, and subscribers are
 * disconnected. A subscriber of a feed gets every event once and in order, over every
 * channel of delivery. Each change of an item or a payment, as triggers in the database
 * recorded it, has its event, and each event its change.
 * <p>
 * {@code -Devents.changes=20000} is the full size.
 */
@Tag(TestSize.ENDURANCE)
@TestInstance(Lifecycle.PER_CLASS)
class EveryEventIT {

	private static final Logger log = LoggerFactory.getLogger(EveryEventIT.class);

	private static final int CHANGES = Integer.getInteger("events.changes", 1200);

	private static final int TERMINALS = 16;

	private static final int CUTS = 10;

	/** A discount that is redistributed over all lines when one of them changes. */
	private static final Map<String, ?> HAPPY_HOUR = Map.of("name", "Happy hour", "type", "percentage", "value", "10");

	private static final String[] QUICK = { "-Ddb-scheduler.heartbeat-interval=250ms" };

	private static final List<Feed> FEEDS = List.of(new Feed(1, 1), new Feed(1, 2), new Feed(2, 3));

	private final RedisProcess redis = TestRedis.ownDurableServer();

	private final TestEnvironment site = new TestEnvironment(TestPostgres.newRestaurantDatabase(), this.redis.url(),
			Sandbox.start());

	private final JdbcClient database = this.site.database();

	private final NotedChanges noted = NotedChanges.begin(this.database);

	private final List<ServiceProcess> replicas = new ArrayList<>(
			ServiceProcess.start(2, this.site.environment(), QUICK));

	private final AtomicInteger turn = new AtomicInteger();

	private final AtomicInteger changes = new AtomicInteger();

	private final AtomicInteger unanswered = new AtomicInteger();

	private final AtomicInteger disconnects = new AtomicInteger();

	private final AtomicInteger redisRestarts = new AtomicInteger();

	private final AtomicInteger kills = new AtomicInteger();

	private final Map<Feed, FeedWatch> watches = new HashMap<>();

	private volatile CompletableFuture<Void> faults = CompletableFuture.completedFuture(null);

	@BeforeAll
	void changeOrdersDuringFaults() throws Exception {
		FEEDS.forEach((feed) -> this.watches.put(feed,
				FeedWatch.begin(this.site, feed.tenantId(), feed.locationId(), this::anyReplica)));
		long begin = System.nanoTime();
		this.faults = CompletableFuture.runAsync(this::injectFaults, Thread::startVirtualThread);
		new Terminals(TERMINALS).share(IntStream.range(0, CHANGES * 10).boxed().toList(), this::workOnAnOrder);
		this.faults.get(2, TimeUnit.MINUTES);
		double seconds = (System.nanoTime() - begin) / 1e9;
		awaitQuiet();
		log.info(
				"{} changes in {} s over 3 locations, {} requests unanswered, {} subscribers disconnected, Redis restarted "
						+ "{} times, replicas killed {} times: {} events of {} changes of items and {} of payments, {}",
				this.changes, Math.round(seconds), this.unanswered, this.disconnects, this.redisRestarts, this.kills,
				events(), this.noted.ofItems(), this.noted.ofPayments(), report());
	}

	@AfterAll
	void close() {
		this.watches.values().forEach(FeedWatch::close);
		for (ServiceProcess replica : this.replicas) {
			replica.close();
		}
		this.redis.close();
	}

	@Test
	void faultsHappened() {
		assertThat(this.redisRestarts).hasValue(2);
		assertThat(this.kills).hasValue(2);
		assertThat(this.disconnects).hasValueGreaterThanOrEqualTo(CUTS);
		assertThat(sum(FeedWatch::gaps)).as("gaps that subscribers have repaired").isPositive();
	}

	@Test
	void everyDeliveryYieldsEachEventOnceAndInOrder() {
		assertThat(this.changes).hasValueGreaterThanOrEqualTo(CHANGES);
		this.watches.forEach((feed, watch) -> {
			List<String> committed = this.database.sql(
					"SELECT event_id::text FROM outbox_events WHERE tenant_id = ? AND location_id = ? ORDER BY sequence")
				.params(feed.tenantId(), feed.locationId())
				.query(String.class)
				.list();
			for (FeedWatch.Way way : FeedWatch.Way.values()) {
				assertThat(watch.taken(way)).as("%s of %s", way, feed)
					.extracting((event) -> event.required("sequence").asLong())
					.isEqualTo(LongStream.rangeClosed(1, committed.size()).boxed().toList());
				assertThat(watch.taken(way)).as("%s of %s", way, feed)
					.extracting((event) -> event.required("event_id").asText())
					.isEqualTo(committed);
			}
		});
	}

	@Test
	void versionsOfAnOrderNeverGoBack() {
		this.watches.values().forEach((watch) -> {
			Map<Long, Integer> versions = new HashMap<>();
			for (JsonNode event : watch.taken(FeedWatch.Way.STREAM)) {
				int version = event.required("order_version").asInt();
				int before = versions.getOrDefault(event.at("/data/order_id").asLong(), 0);
				assertThat(version).isBetween(before, before + 1);
				versions.put(event.at("/data/order_id").asLong(), version);
			}
		});
	}

	@Test
	void eachVersionOfAnOrderHasAnEvent() {
		assertThat(this.database.sql("""
				SELECT o.id
				FROM orders o
				WHERE o.version <> (SELECT count(DISTINCT e.order_version) FROM outbox_events e WHERE e.order_id = o.id)
				""").query(Long.class).list()).isEmpty();
		assertThat(count("SELECT count(DISTINCT order_id) FROM outbox_events"))
			.isEqualTo(count("SELECT count(*) FROM orders"));
	}

	@Test
	void eachTransactionWithARowOfTheHistoryHasItsEvent() {
		assertThat(this.database.sql("""
				SELECT order_id, (array_agg(from_status ORDER BY changed_at))[1],
				       (array_agg(to_status ORDER BY changed_at DESC))[1],
				       (array_agg(reason ORDER BY changed_at DESC))[1], max(changed_by)
				FROM order_status_history
				WHERE from_status IS NOT NULL
				GROUP BY order_id, xmin::text
				EXCEPT ALL
				SELECT order_id, data ->> 'previous_status', data ->> 'new_status', data ->> 'reason',
				       data ->> 'changed_by'
				FROM outbox_events
				WHERE event_type = 'order.status_changed'
				""").query().listOfRows()).isEmpty();
		assertThat(count("SELECT count(DISTINCT (order_id, xmin::text)) FROM order_status_history")).isEqualTo(count(
				"SELECT count(*) FROM outbox_events WHERE event_type IN ('order.created', 'order.status_changed')"));
	}

	@Test
	void eachEventNamesWhoMadeTheChange() {
		assertThat(count("SELECT count(*) FROM outbox_events WHERE data ->> 'changed_by' IS NULL")).isZero();
		assertThat(count("SELECT count(*) FROM outbox_events WHERE data ->> 'changed_by' <> 'system'")).isPositive();
	}

	@Test
	void eachVersionHasAtMostOneEventOfAKind() {
		assertThat(this.database.sql("""
				SELECT order_id, order_version, event_type
				FROM outbox_events
				WHERE event_type <> 'order.payment_changed'
				GROUP BY order_id, order_version, event_type
				HAVING count(*) > 1
				""").query().listOfRows()).isEmpty();
	}

	@Test
	void eachChangedItemHasItsEvent() {
		assertThat(this.database.sql("""
				WITH reported AS (
				    SELECT e.order_id, item ->> 'id' AS id, item ->> 'quantity' AS quantity, item ->> 'status' AS status
				    FROM outbox_events e, json_array_elements(e.data -> 'items') item
				    WHERE e.event_type IN ('order.created', 'order.updated')
				)
				SELECT i.order_id, i.id::text, i.quantity::text, i.status
				FROM order_items i
				EXCEPT (
				    SELECT order_id, id, quantity, status
				    FROM reported
				    UNION
				    SELECT reported.order_id, reported.id, reported.quantity, item ->> 'new_status'
				    FROM reported
				    JOIN outbox_events e ON e.order_id = reported.order_id
				    CROSS JOIN json_array_elements(e.data -> 'items') item
				    WHERE e.event_type IN ('order.status_changed', 'order.item_status_changed')
				      AND item ->> 'item_id' = reported.id
				)
				""").query().listOfRows()).isEmpty();
		assertThat(count("SELECT count(*) FROM order_items WHERE status = 'voided'")).isPositive();
		assertThat(count("SELECT count(*) FROM order_items WHERE status = 'ready'")).isPositive();
	}

	@Test
	void eachChangeOfAnItemHasItsEventAndEachEventItsChange() {
		assertThat(this.noted.itemsToldOfOtherwise()).isEmpty();
		assertThat(this.noted.ofItems()).isPositive();
	}

	@Test
	void eachChangeOfAPaymentHasItsEventAndEachEventItsChange() {
		assertThat(this.noted.paymentsToldOfOtherwise()).isEmpty();
		assertThat(this.noted.ofPayments()).isPositive();
		assertThat(count("SELECT count(*) FROM order_refunds")).isPositive();
	}

	@Test
	void eachPaymentHasAnEventOfItsState() {
		assertThat(this.database.sql("""
				SELECT order_id, id::text, status
				FROM order_payments
				EXCEPT
				SELECT order_id, data -> 'payment' ->> 'id', data -> 'payment' ->> 'status'
				FROM outbox_events
				WHERE event_type = 'order.payment_changed'
				""").query().listOfRows()).isEmpty();
		assertThat(count("SELECT count(*) FROM order_payments")).isPositive();
	}

	private void injectFaults() {
		disconnectSubscribers();
		awaitChanges(0.2);
		restartRedis();
		awaitChanges(0.4);
		restart(1);
		awaitChanges(0.6);
		restartRedis();
		awaitChanges(0.8);
		restart(0);
	}

	private void awaitChanges(double part) {
		await().atMost(Duration.ofHours(1)).until(() -> this.changes.get() >= part * CHANGES);
	}

	/**
	 * Disconnects all subscribers several times. Events published until they reconnect
	 * are lost to them.
	 */
	private void disconnectSubscribers() {
		try (var client = RedisClient.create(this.redis.url()); var connection = client.connect()) {
			for (int cut = 1; cut <= CUTS; cut++) {
				awaitChanges(0.2 * cut / CUTS);
				this.disconnects.addAndGet(connection.sync().clientKill(KillArgs.Builder.typePubsub()).intValue());
			}
		}
	}

	private void restartRedis() {
		this.redis.stop();
		int before = this.changes.get();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.changes.get() > before + 50);
		this.redis.start();
		this.redisRestarts.incrementAndGet();
	}

	private void restart(int index) {
		this.replicas.get(index).kill9();
		this.kills.incrementAndGet();
		this.replicas.set(index, ServiceProcess.start(this.site.environment(), QUICK));
	}

	/** Returns a live replica in turn, as a load balancer would. */
	private ServiceProcess anyReplica() {
		int next = this.turn.incrementAndGet() % 2;
		return this.replicas.get(this.replicas.get(next).isAlive() ? next : 1 - next);
	}

	/**
	 * Takes an order, changes it a few times and leaves it to its sagas. Stops once there
	 * are enough changes and all faults have been injected.
	 */
	private void workOnAnOrder(int number) {
		Feed feed = FEEDS.get(number % FEEDS.size());
		if (this.changes.get() >= CHANGES && (this.kills.get() == 2 || this.faults.isDone())) {
			return;
		}
		change(feed, (client) -> client.post("/api/v1/orders", order(feed, number))).ifPresent((order) -> {
			String path = "/api/v1/orders/" + order.required("id").asLong();
			change(feed, (client) -> client.patch(path, Map.of("notes", "number " + number)));
			change(feed, (client) -> client.post(path + "/items", Map.of("items", List.of(OrderBody.line(20, 1)))));
			change(feed, (client) -> client.delete(path + "/items/" + order.at("/items/0/id").asLong()));
			change(feed, (client) -> client.post(path + "/payments", Map.of("method", "cash", "amount", "1.00")))
				.ifPresent((paid) -> change(feed, (client) -> client.post(path + "/refunds", refund(paid))));
			if (number % 8 == 0) {
				change(feed, (client) -> client.post(path + "/cancel", Map.of("reason", "kitchen_error")));
				return;
			}
			change(feed,
					(client) -> client.put(path + "/status", Map.of("status", "confirmed", "reason", "on the phone")));
			change(feed, (client) -> TestKitchen.call(client, order, "items/" + TestKitchen.itemId(order, 1) + "/bump",
					null));
		});
	}

	/** A partial refund of the last payment. */
	private static Map<String, ?> refund(JsonNode order) {
		JsonNode payments = order.required("payments");
		return Map.of("payment_id", payments.required(payments.size() - 1).required("id").asLong(), "amount", "0.40",
				"reason", "it was cold");
	}

	private static OrderBody order(Feed feed, int number) {
		OrderBody order = OrderBody.at(feed.locationId(), OrderBody.line(10, 2, 101), OrderBody.line(15, 1))
			.with("discounts", (number % 3 == 0) ? List.of(HAPPY_HOUR) : List.of());
		return (number % 4 == 0) ? order.paidByCard("tok_ok") : order;
	}

	/**
	 * Returns the order after the change; empty if the request was refused or got no
	 * answer.
	 */
	private Optional<JsonNode> change(Feed feed, Function<ServiceClient, Answer> request) {
		try {
			var client = new ServiceClient(anyReplica().url(), this.site.sandbox().tokens()).admin(feed.tenantId());
			Answer answer = request.apply(client);
			if (answer.status() >= 300) {
				assertThat(answer.status()).as(answer::toString).isIn(409, 422, 503);
				return Optional.empty();
			}
			this.changes.incrementAndGet();
			return Optional.of(answer.json());
		}
		catch (UncheckedIOException ex) {
			this.unanswered.incrementAndGet();
			return Optional.empty();
		}
	}

	private void awaitQuiet() {
		await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			assertThat(count("SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring'")).isZero();
			assertThat(count("SELECT count(*) FROM outbox_events WHERE sequence IS NULL")).isZero();
			assertThat(count("SELECT count(*) FROM event_feeds WHERE published_sequence < last_sequence")).isZero();
			this.watches.forEach((feed, watch) -> {
				long last = count("SELECT last_sequence FROM event_feeds WHERE location_id = " + feed.locationId());
				assertThat(FeedWatch.Way.values())
					.allSatisfy((way) -> assertThat(watch.last(way)).as("%s of %s", way, feed).isEqualTo(last));
			});
		});
	}

	private String report() {
		long committed = events();
		return Arrays.stream(FeedWatch.Way.values())
			.map((way) -> "%s lost %d".formatted(way, committed - sum((watch) -> watch.taken(way).size())))
			.collect(Collectors.joining(", "))
				+ "; channels had %d repetitions, %d gaps and %d reconnects".formatted(sum(FeedWatch::repeated),
						sum(FeedWatch::gaps), sum(FeedWatch::reconnects));
	}

	private long sum(ToLongFunction<FeedWatch> count) {
		return this.watches.values().stream().mapToLong(count).sum();
	}

	private long events() {
		return count("SELECT count(*) FROM outbox_events");
	}

	private long count(String sql) {
		return this.database.sql(sql).query(Long.class).single();
	}

}
