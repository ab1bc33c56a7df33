package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redis is down for a while, and requests do not fail. {@code -Dredis.away=60} is the
 * full number of seconds.
 */
@Tag(TestSize.TAG)
class RedisAwayIT {

	private static final Logger log = LoggerFactory.getLogger(RedisAwayIT.class);

	private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("redis.away", TestSize.of(2, 5)));

	private static final int TERMINALS = 8;

	/** Maximum time after the return of Redis until all waiting events are published. */
	private static final Duration MAX_CATCH_UP = Duration.ofSeconds(10);

	@Test
	void requestsSucceedDuringAnOutageAndAllEventsArriveAfterwards() throws Exception {
		RedisProcess redis = TestRedis.ownDurableServer();
		var site = new TestEnvironment(TestPostgres.newRestaurantDatabase(), redis.url(), Sandbox.start());
		try (redis; var service = ServiceProcess.start(site.environment(), "-Dorders.events.stream-length=1000000")) {
			var client = new ServiceClient(service.url(), site.sandbox().tokens()).staff(1, 2L);
			var orders = new AtomicInteger();
			var isOver = new AtomicBoolean();
			var terminals = CompletableFuture.runAsync(
					() -> new Terminals(TERMINALS).share(IntStream.range(0, TERMINALS).boxed().toList(),
							(terminal) -> orderUntil(isOver, new OrderClient(client), orders)),
					Thread::startVirtualThread);
			await().atMost(Duration.ofMinutes(1)).until(() -> terminals.isDone() || orders.get() >= 50);
			redis.stop();
			int before = orders.get();
			await().pollDelay(OUTAGE)
				.atMost(OUTAGE.plusMinutes(1))
				.until(() -> terminals.isDone() || orders.get() > before);
			int during = orders.get() - before;
			assertThat(client.metrics().value("events_waiting")).isGreaterThanOrEqualTo(during);
			assertThat(client.metrics().value("events_waiting_age_seconds"))
				.isGreaterThanOrEqualTo(OUTAGE.toSeconds() - 1);

			redis.start();
			Duration caughtUp = timeUntilPublished(site.database());
			int after = orders.get();
			await().atMost(Duration.ofMinutes(1)).until(() -> terminals.isDone() || orders.get() >= after + 50);
			isOver.set(true);
			terminals.get(1, TimeUnit.MINUTES);
			awaitAllPublished(site.database());
			log.info(
					"{} s without Redis: {} orders taken meanwhile, {} in all; what had been committed by its return was published {} ms later",
					OUTAGE.toSeconds(), during, orders, caughtUp.toMillis());

			assertThat(caughtUp).isLessThan(MAX_CATCH_UP);
			assertEveryEventIsPublished(site, orders.get());
			await().untilAsserted(() -> {
				assertThat(client.metrics().value("events_waiting")).isZero();
				assertThat(client.metrics().value("events_waiting_age_seconds")).isZero();
			});
			assertLatencyIsCounted(client, site.database());
		}
	}

	/** Takes orders in a loop. A refusal fails the terminal, and so the test. */
	private static void orderUntil(AtomicBoolean isOver, OrderClient till, AtomicInteger orders) {
		while (!isOver.get()) {
			long id = till.take(OrderBody.burgerAt(2)).required("id").asLong();
			till.move(id, "confirmed");
			orders.incrementAndGet();
		}
	}

	/**
	 * Returns how long it takes until the events committed by now are published, while
	 * the terminals continue.
	 */
	private static Duration timeUntilPublished(JdbcClient database) {
		long back = System.nanoTime();
		long last = database.sql("SELECT max(id) FROM outbox_events").query(Long.class).single();
		await().atMost(Duration.ofMinutes(1))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> database.sql("""
					SELECT count(*)
					FROM outbox_events e
					JOIN event_feeds f USING (tenant_id, location_id)
					WHERE e.id <= ? AND (e.sequence IS NULL OR e.sequence > f.published_sequence)""")
				.param(last)
				.query(Long.class)
				.single() == 0);
		return Duration.ofNanos(System.nanoTime() - back);
	}

	private static void awaitAllPublished(JdbcClient database) {
		await().atMost(Duration.ofMinutes(2))
			.until(() -> database.sql("""
					SELECT (SELECT count(*) FROM outbox_events WHERE sequence IS NULL)
					     + (SELECT sum(last_sequence - published_sequence) FROM event_feeds)""")
				.query(Long.class)
				.single() == 0);
	}

	/** Each event is counted once, and waiting events with their full latency. */
	private static void assertLatencyIsCounted(ServiceClient client, JdbcClient database) {
		double events = database.sql("SELECT count(*) FROM outbox_events").query(Long.class).single();
		assertThat(client.metrics().value("events_publish_latency_seconds_count")).isEqualTo(events);
		assertThat(client.metrics().value("events_publish_latency_seconds_bucket", "le=\"+Inf\"")).isEqualTo(events);
		assertThat(client.metrics().value("events_publish_latency_seconds_bucket", "le=\"1.0\"")).isPositive()
			.isLessThan(events);
	}

	private static void assertEveryEventIsPublished(TestEnvironment site, int orders) {
		assertThat(site.database().sql("SELECT count(*) FROM orders").query(Long.class).single()).isEqualTo(orders);
		assertThat(site.feed(2).entries()).extracting((entry) -> entry.event().required("event_id").asText())
			.isEqualTo(site.database()
				.sql("SELECT event_id::text FROM outbox_events ORDER BY sequence")
				.query(String.class)
				.list());
	}

}
