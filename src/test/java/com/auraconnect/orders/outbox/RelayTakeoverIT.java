package com.auraconnect.orders.outbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Takeover between two relays when one is killed or suspended. */
@Tag(TestSize.TAG)
@TestInstance(Lifecycle.PER_CLASS)
class RelayTakeoverIT {

	private static final Logger log = LoggerFactory.getLogger(RelayTakeoverIT.class);

	/**
	 * With this poll interval, an event whose owner is not notified fails the test. A
	 * suspended replica is detected sooner than in production.
	 */
	private static final String[] SETTINGS = { "-Dorders.events.poll-interval=20s", "-Dorders.events.frozen-after=2s" };

	private static final int PARTITIONS = 4;

	private static final int TAKEN = TestSize.of(60, 300);

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final List<ServiceProcess> replicas = new ArrayList<>(
			ServiceProcess.start(2, this.site.environment(), SETTINGS));

	/** Restarts the replica that a test has killed. */
	@BeforeEach
	void restartKilledReplica() {
		if (!this.replicas.getLast().isAlive()) {
			this.replicas.set(1, ServiceProcess.start(this.site.environment(), SETTINGS));
		}
	}

	@AfterAll
	void close() {
		this.replicas.forEach(ServiceProcess::close);
	}

	@Test
	void replicasShareThePartitionsAndNotifyEachOther() {
		awaitBalance();
		awaitAllPublished();
		long before = events();
		var lags = new CopyOnWriteArrayList<Long>();
		try (var redis = RedisClient.create(this.site.redisUrl()); var subscription = redis.connectPubSub()) {
			subscription.addListener(new RedisPubSubAdapter<>() {
				@Override
				public void message(String channel, String message) {
					lags.add(System.currentTimeMillis()
							- Instant.parse(EventFeed.parse(message).required("timestamp").asText()).toEpochMilli());
				}
			});
			subscription.sync().subscribe("orders:1", "orders:2");
			for (int i = 0; i < TAKEN; i++) {
				take(this.replicas.get(i % 2), i);
			}
			awaitAllPublished();
			await().until(() -> lags.size() >= events() - before);
		}
		List<Long> sorted = lags.stream().skip(TAKEN / 3).sorted().toList();
		log.info("from change to subscriber, {} events, one terminal, two replicas: p50 {} ms, p99 {} ms, most {} ms",
				sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast());
		assertThat(sorted.getLast()).isLessThan(10_000);
		assertGapless();
	}

	@Test
	void aReplicaTakesOverFromAKilledOne() {
		awaitBalance();
		IntStream.range(0, 30).forEach((i) -> take(this.replicas.get(0), i));
		this.replicas.get(1).kill9();
		long begin = System.nanoTime();
		IntStream.range(0, 30).forEach((i) -> take(this.replicas.get(0), i));
		awaitAllPublished();
		var takeover = Duration.ofNanos(System.nanoTime() - begin);
		log.info("killed: all of its events were published {} ms later", takeover.toMillis());

		assertThat(takeover).isLessThan(Duration.ofSeconds(10));
		assertThat(partitionsOf(this.replicas.get(0))).isEqualTo(PARTITIONS);
		assertGapless();
	}

	@Test
	void aReplicaTakesOverFromASuspendedOneAndIsNotDisturbedWhenThatResumes() throws Exception {
		awaitBalance();
		signal("STOP", this.replicas.get(1));
		long begin = System.nanoTime();
		IntStream.range(0, 30).forEach((i) -> take(this.replicas.get(0), i));
		awaitAllPublished();
		var takeover = Duration.ofNanos(System.nanoTime() - begin);
		log.info("suspended: all of its events were published {} ms later", takeover.toMillis());
		assertThat(takeover).isLessThan(Duration.ofSeconds(20));
		assertThat(partitionsOf(this.replicas.get(0))).isEqualTo(PARTITIONS);

		signal("CONT", this.replicas.get(1));
		IntStream.range(0, 60).forEach((i) -> take(this.replicas.get(i % 2), i));
		awaitBalance();
		awaitAllPublished();
		assertGapless();
	}

	private void take(ServiceProcess replica, int number) {
		long tenantId = (number % 3 == 2) ? 2 : 1;
		new OrderClient(new ServiceClient(replica.url(), this.site.sandbox().tokens()).admin(tenantId))
			.take(OrderBody.burgerAt(number % 3 + 1));
	}

	private void awaitBalance() {
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.replicas.stream().allMatch((replica) -> partitionsOf(replica) == PARTITIONS / 2));
	}

	private int partitionsOf(ServiceProcess replica) {
		return (int) new ServiceClient(replica.url(), this.site.sandbox().tokens()).metrics()
			.value("events_relay_partitions");
	}

	private void awaitAllPublished() {
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> count("SELECT count(*) FROM outbox_events WHERE sequence IS NULL") == 0
					&& count("SELECT count(*) FROM event_feeds WHERE published_sequence < last_sequence") == 0
					&& streamed() == events());
	}

	/** Asserts that each stream has every event of its feed, in order. */
	private void assertGapless() {
		for (var feed : feeds()) {
			List<Long> sequences = feed.entries()
				.stream()
				.map((entry) -> entry.event().required("sequence").asLong())
				.toList();
			assertThat(sequences).isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
			var versions = new ConcurrentHashMap<Long, Integer>();
			feed.entries().forEach((entry) -> {
				Integer before = versions.put(entry.orderId(), entry.orderVersion());
				assertThat(entry.orderVersion()).isGreaterThanOrEqualTo((before != null) ? before : 1);
			});
		}
	}

	private List<EventFeed> feeds() {
		return List.of(new EventFeed(this.site.redisUrl(), 1, 1), new EventFeed(this.site.redisUrl(), 1, 2),
				new EventFeed(this.site.redisUrl(), 2, 3));
	}

	private long streamed() {
		return feeds().stream().mapToLong((feed) -> feed.entries().size()).sum();
	}

	private long events() {
		return count("SELECT count(*) FROM outbox_events");
	}

	private long count(String sql) {
		return this.site.database().sql(sql).query(Long.class).single();
	}

	private static void signal(String name, ServiceProcess replica) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(replica.pid())).start().waitFor()).isZero();
	}

}
