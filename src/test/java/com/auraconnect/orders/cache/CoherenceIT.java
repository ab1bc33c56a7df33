package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSize;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas with concurrent writers and readers of a few orders. Readers of one
 * replica never see a version go back. After the last write, all replicas soon serve the
 * same versions. {@code coherence.seconds} sets how long they write.
 */
@Tag(TestSize.ENDURANCE)
class CoherenceIT {

	private static final Logger log = LoggerFactory.getLogger(CoherenceIT.class);

	private static final Duration WRITING = Duration.ofSeconds(Integer.getInteger("coherence.seconds", 8));

	private static final int ORDERS = 50;

	private static final int WRITERS = 8;

	private static final int READERS = 16;

	/** Maximum time until all replicas agree while Redis delivers invalidations. */
	private static final Duration WITH_REDIS = Duration.ofSeconds(1);

	/** The local cache's time to live, with some slack for a busy machine. */
	private static final Duration WITHOUT_REDIS = Duration.ofMillis(1000 + 500);

	/** Longer than both limits, so that an excess is measured as well. */
	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final RedisProcess redis = TestRedis.ownServer();

	private final TestEnvironment site = TestEnvironment.withRestaurants().withRedis(this.redis);

	private final List<ServiceProcess> replicas = ServiceProcess.start(2, this.site.environment());

	private final List<OrderClient> tills = this.replicas.stream()
		.map((replica) -> new OrderClient(new ServiceClient(replica.url(), this.site.sandbox().tokens()).admin(1)))
		.toList();

	private final AtomicLong writes = new AtomicLong();

	private final AtomicLong reads = new AtomicLong();

	private final List<Long> orders = IntStream.range(0, ORDERS)
		.mapToObj((i) -> this.tills.getFirst().take(OrderBody.burgerAt(2)).required("id").asLong())
		.toList();

	private volatile boolean isOver;

	@Test
	void versionsNeverGoBackAndReplicasSoonAgree() {
		this.tills.forEach((till) -> this.orders.forEach(till::order));
		Duration agreed = writeAndRead(WRITING, () -> {
		});
		log.info(
				"{} writes and {} reads on {} orders and 2 replicas: no version went back, all agreed {} ms after the last write",
				this.writes, this.reads, ORDERS, agreed.toMillis());
		assertThat(agreed).as("with Redis").isLessThan(WITH_REDIS);
		Duration withoutRedis = writeAndRead(WRITING, this.redis::kill9);
		log.info("with Redis killed half-way: {} writes and {} reads, all agreed after {} ms", this.writes, this.reads,
				withoutRedis.toMillis());
		assertThat(withoutRedis).as("without Redis").isLessThan(WITHOUT_REDIS);
		this.redis.start();
		Duration withRedisBack = writeAndRead(WRITING.dividedBy(2), () -> {
		});
		log.info("with Redis back: {} writes and {} reads, all agreed after {} ms", this.writes, this.reads,
				withRedisBack.toMillis());
		assertThat(withRedisBack).as("with Redis back").isLessThan(WITH_REDIS);
		this.replicas.forEach(ServiceProcess::close);
	}

	/**
	 * Writes and reads for a time, then returns how long after the last write all
	 * replicas serve the database's versions.
	 */
	private Duration writeAndRead(Duration time, Runnable halfWay) {
		this.isOver = false;
		this.writes.set(0);
		this.reads.set(0);
		try (var workers = Executors.newVirtualThreadPerTaskExecutor();
				var clock = Executors.newSingleThreadScheduledExecutor()) {
			clock.schedule(halfWay, time.toMillis() / 2, TimeUnit.MILLISECONDS);
			clock.schedule(() -> this.isOver = true, time.toMillis(), TimeUnit.MILLISECONDS);
			List<Future<?>> all = Stream
				.concat(IntStream.range(0, WRITERS).mapToObj((i) -> workers.submit(() -> write(this.tills.get(i % 2)))),
						IntStream.range(0, READERS).mapToObj((i) -> workers.submit(() -> read(this.tills.get(i % 2)))))
				.<Future<?>>map((worker) -> worker)
				.toList();
			for (Future<?> worker : all) {
				worker.get();
			}
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		long lastWrite = System.nanoTime();
		Map<Long, Integer> newest = newest();
		try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
			var agreements = this.tills.stream()
				.flatMap((till) -> this.orders.stream()
					.map((id) -> readers.submit(() -> await(() -> version(till, id) == newest.get(id)))))
				.toList();
			for (var agreement : agreements) {
				agreement.get();
			}
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		var agreed = Duration.ofNanos(System.nanoTime() - lastWrite);
		this.tills.forEach((till) -> assertThat(this.orders)
			.allSatisfy((id) -> assertThat(version(till, id)).as("stays agreed on").isEqualTo(newest.get(id))));
		return agreed;
	}

	/** Waits for one order alone, so that reading the others does not add to its time. */
	private static void await(Callable<Boolean> isServed) {
		Awaitility.await().atMost(TIMEOUT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(isServed);
	}

	private void write(OrderClient till) {
		while (!this.isOver) {
			long id = anyOrder();
			assertThat(
					till.client().patch("/api/v1/orders/" + id, Map.of("notes", "write " + this.writes.get())).status())
				.isEqualTo(200);
			this.writes.incrementAndGet();
		}
	}

	private void read(OrderClient till) {
		Map<Long, Integer> seen = new ConcurrentHashMap<>();
		while (!this.isOver) {
			long id = anyOrder();
			int version = version(till, id);
			assertThat(version).as("order %d", id).isGreaterThanOrEqualTo(seen.getOrDefault(id, 0));
			seen.put(id, version);
			this.reads.incrementAndGet();
		}
	}

	private long anyOrder() {
		return this.orders.get(ThreadLocalRandom.current().nextInt(ORDERS));
	}

	private static int version(OrderClient till, long id) {
		return till.order(id).required("version").asInt();
	}

	private Map<Long, Integer> newest() {
		Map<Long, Integer> versions = new ConcurrentHashMap<>();
		this.site.database().sql("SELECT id, version FROM orders").query((row) -> {
			versions.put(row.getLong("id"), row.getInt("version"));
		});
		return versions;
	}

}
