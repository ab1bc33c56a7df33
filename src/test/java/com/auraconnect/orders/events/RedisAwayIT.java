package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSite;
import com.auraconnect.orders.testing.Till;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redis is away for a while, and the terminals do not notice. {@code -Dredis.away=60} is
 * the full number of seconds.
 */
class RedisAwayIT {

	private static final Logger log = LoggerFactory.getLogger(RedisAwayIT.class);

	private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("redis.away", 5));

	private static final int TERMINALS = 8;

	@Test
	void noRequestFailsAndAllEventsArriveAfterwards() {
		RedisProcess redis = TestRedis.ownDurableServer();
		var site = new TestSite(TestPostgres.newRestaurantDatabase(), redis.url(), Sandbox.start());
		try (redis;
				var service = ServiceProcess.start(site.environment(), "-XX:TieredStopAtLevel=1",
						"-Dorders.events.stream-length=1000000")) {
			var till = new Till(new ServiceClient(service.url(), site.sandbox().tokens()).staff(1, 2L));
			var orders = new AtomicInteger();
			var isOver = new AtomicBoolean();
			Thread terminals = Thread.startVirtualThread(() -> new Terminals(TERMINALS)
				.share(IntStream.range(0, TERMINALS).boxed().toList(), (terminal) -> orderUntil(isOver, till, orders)));
			await().atMost(Duration.ofMinutes(1)).until(() -> orders.get() >= 50);
			redis.stop();
			int before = orders.get();
			await().pollDelay(AWAY).atMost(AWAY.plusMinutes(1)).until(() -> orders.get() > before);
			int during = orders.get() - before;
			redis.start();
			long back = System.nanoTime();
			int after = orders.get();
			await().atMost(Duration.ofMinutes(1)).until(() -> orders.get() >= after + 50);
			isOver.set(true);
			await().atMost(Duration.ofMinutes(1)).until(() -> !terminals.isAlive());
			awaitAllPublished(site.database());
			log.info(
					"{} s without Redis: {} orders taken meanwhile, {} in all, everything published {} ms after its return",
					AWAY.toSeconds(), during, orders, (System.nanoTime() - back) / 1_000_000);

			assertEveryOrderIsTold(site, orders.get());
		}
	}

	/** A refusal is an error of the terminal, and ends the test. */
	private static void orderUntil(AtomicBoolean isOver, Till till, AtomicInteger orders) {
		while (!isOver.get()) {
			long id = till.take(OrderBody.burgerAt(2)).required("id").asLong();
			till.move(id, "confirmed");
			orders.incrementAndGet();
		}
	}

	private static void awaitAllPublished(JdbcClient database) {
		await().atMost(Duration.ofMinutes(2))
			.until(() -> database.sql("""
					SELECT (SELECT count(*) FROM outbox_events WHERE sequence IS NULL)
					     + (SELECT sum(last_sequence - published_sequence) FROM event_feeds)""")
				.query(Long.class)
				.single() == 0);
	}

	private static void assertEveryOrderIsTold(TestSite site, int orders) {
		assertThat(site.database().sql("SELECT count(*) FROM orders").query(Long.class).single()).isEqualTo(orders);
		assertThat(site.feed(2).entries()).extracting((entry) -> entry.event().required("event_id").asText())
			.isEqualTo(site.database()
				.sql("SELECT event_id::text FROM outbox_events ORDER BY sequence")
				.query(String.class)
				.list());
	}

}
