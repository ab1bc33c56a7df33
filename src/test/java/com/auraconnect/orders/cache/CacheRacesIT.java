package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderDocuments;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Provokes races between readers, writers and cached entries. */
@ServiceTest
class CacheRacesIT {

	private static final CacheSettings LONG_LIVED = new CacheSettings(Duration.ofHours(1), Duration.ofMillis(50),
			Duration.ofMillis(100), Duration.ofHours(1), DataSize.ofMegabytes(1), Duration.ofHours(1), 100);

	private final OrderClient till;

	private final OrderCache cache;

	private final LocalOrderCache local;

	private final RedisOrderCache shared;

	private final VersionFloor versions;

	private final OrderDocuments documents;

	private final HeldReads reads;

	private final StringRedisTemplate redis;

	private final CircuitBreaker circuit;

	private final JdbcClient database;

	CacheRacesIT(ServiceClient client, OrderCache cache, LocalOrderCache local, RedisOrderCache shared,
			VersionFloor versions, OrderDocuments documents, StringRedisTemplate redis, CircuitBreakerRegistry circuits,
			TestEnvironment site) {
		this.till = new OrderClient(client.admin(1));
		this.cache = cache;
		this.local = local;
		this.shared = shared;
		this.versions = versions;
		this.documents = documents;
		this.reads = new HeldReads(documents);
		this.redis = redis;
		this.circuit = circuits.circuitBreaker("order-cache");
		this.database = site.database();
	}

	/** The reader reads, the writer commits, then the reader stores what it read. */
	@Test
	void aReaderOvertakenByAWriterServesAndKeepsTheNewerVersion() {
		long id = uncached();
		Future<Optional<OrderDocument>> reader = readSlowly(id);
		this.till.move(id, "confirmed");
		this.reads.release();
		assertThat(version(reader)).isEqualTo(2);
		assertThat(find(this.cache, 1, id)).get().extracting(OrderDocument::version).isEqualTo(2);
		assertThat(this.redis.opsForValue().get("order:" + id)).startsWith("{\"version\":2,");
	}

	/**
	 * A writer on another replica overtakes the reader and sends an invalidation message.
	 */
	@Test
	void aReaderOvertakenByAnotherReplicaServesTheNewerVersion() {
		long id = uncached();
		Future<Optional<OrderDocument>> reader = readSlowly(id);
		changeOnAnotherReplica(id);
		this.redis.convertAndSend(RedisOrderCache.CHANNEL, "1:" + id + ":2");
		Awaitility.await().until(() -> !this.versions.isCurrent(new OrderKey(1, id), 1));
		this.reads.release();
		assertThat(version(reader)).isEqualTo(2);
	}

	@Test
	void anInvalidationMessageReplacesTheLocalEntry() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		OrderCache longLived = longLivedCache(id);
		changeOnAnotherReplica(id);
		this.redis.delete("order:" + id);
		assertThat(find(longLived, 1, id)).get().extracting(OrderDocument::version).isEqualTo(1);
		this.redis.convertAndSend(RedisOrderCache.CHANNEL, "1:" + id + ":2");
		Awaitility.await().until(() -> find(longLived, 1, id).orElseThrow().version() == 2);
	}

	/** The writer's message is lost because Redis is slow; the relay repeats it. */
	@Test
	void aPublishedEventReplacesTheLocalEntry() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		OrderCache longLived = longLivedCache(id);
		changeOnAnotherReplica(id);
		this.redis.delete("order:" + id);
		this.shared.dropOlder(List.of(new RedisOrderCache.Newest(new OrderKey(1, id), 2)), Duration.ofSeconds(1));
		Awaitility.await().until(() -> find(longLived, 1, id).orElseThrow().version() == 2);
	}

	@Test
	void aLocalEntryExpiresWithoutAMessage() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		changeOnAnotherReplica(id);
		this.redis.delete("order:" + id);
		Awaitility.await().until(() -> find(this.cache, 1, id).orElseThrow().version() == 2);
	}

	/** Redis was down and has an older version than this replica has served. */
	@Test
	void anOlderEntryInRedisIsNotServed() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		String old = this.redis.opsForValue().get("order:" + id);
		this.till.move(id, "confirmed");
		this.redis.opsForValue().set("order:" + id, old);
		this.local.clear();
		assertThat(this.till.order(id).required("version").asInt()).isEqualTo(2);
	}

	@Test
	void concurrentReadersShareOneRead() {
		long id = uncached();
		OrderCache slow = slowCache();
		try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Optional<OrderDocument>>> found = IntStream.range(0, 50)
				.mapToObj((i) -> readers.submit(() -> find(slow, 1, id)))
				.toList();
			this.reads.awaitHeld();
			this.reads.release();
			assertThat(found).allSatisfy((reader) -> assertThat(version(reader)).isEqualTo(1));
		}
		assertThat(this.reads.count()).isEqualTo(1);
	}

	@Test
	void aMissingOrderIsCachedBriefly() {
		OrderCache counted = slowCache();
		this.reads.release();
		assertThat(find(counted, 1, Long.MAX_VALUE - 1)).isEmpty();
		assertThat(find(counted, 1, Long.MAX_VALUE - 1)).isEmpty();
		assertThat(this.reads.count()).isEqualTo(1);
	}

	@Test
	void aCachedOrderIsNotFoundByAnotherTenant() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		assertThat(find(this.cache, 1, id)).isPresent();
		assertThat(find(this.cache, 2, id)).isEmpty();
		assertThat(find(this.cache, 1, id)).isPresent();
	}

	/** Redis accepts commands and answers only after the test is over. */
	@Test
	void aSlowRedisDoesNotDelayReaders() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.redis.execute((RedisCallback<Object>) (connection) -> connection.execute("CLIENT", "PAUSE".getBytes(),
				"3000".getBytes()));
		CompletableFuture<Void> pauseIsOver = CompletableFuture
			.runAsync(() -> Awaitility.await().ignoreExceptions().until(() -> this.redis.hasKey("order:" + id)));
		for (int i = 0; i < 20; i++) {
			this.local.clear();
			assertThat(this.till.order(id).required("id").asLong()).isEqualTo(id);
		}
		assertThat(pauseIsOver).isNotDone();
		pauseIsOver.join();
		this.circuit.reset(); // other tests need Redis
	}

	/** Postgres is down and Redis is slow. */
	@Test
	void aSlowRedisAnswersWhenPostgresIsDown() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		var failure = new DataAccessResourceFailureException("no connection");
		OrderCache withoutDatabase = new OrderCache(new LocalOrderCache(LONG_LIVED), this.shared, this.versions,
				new FailingReads(failure), new SimpleMeterRegistry());
		this.redis.execute((RedisCallback<Object>) (connection) -> connection.execute("CLIENT", "PAUSE".getBytes(),
				"200".getBytes()));
		assertThat(find(withoutDatabase, 1, id)).get().extracting(OrderDocument::version).isEqualTo(1);
		assertThatThrownBy(() -> find(withoutDatabase, 1, Long.MAX_VALUE - 2)).isSameAs(failure);
	}

	private static Optional<OrderDocument> find(OrderCache cache, long tenantId, long orderId) {
		return Tenancy.of(tenantId).call(() -> cache.find(tenantId, orderId));
	}

	private OrderCache longLivedCache(long id) {
		var cache = new OrderCache(new LocalOrderCache(LONG_LIVED), this.shared, this.versions, this.documents,
				new SimpleMeterRegistry());
		assertThat(find(cache, 1, id)).isPresent();
		return cache;
	}

	private OrderCache slowCache() {
		return new OrderCache(this.local, this.shared, this.versions, this.reads, new SimpleMeterRegistry());
	}

	/** Starts a reader and returns once it has read and is about to store. */
	private Future<Optional<OrderDocument>> readSlowly(long id) {
		var reader = CompletableFuture.supplyAsync(() -> find(slowCache(), 1, id));
		this.reads.awaitHeld();
		return reader;
	}

	@Test
	void anAnswerWithoutAChangeIsNotFollowedByAnOlderRead() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		changeOnAnotherReplica(id);
		var unchanged = this.till.client().patch("/api/v1/orders/" + id, Map.of("notes", "by another replica"));
		assertThat(unchanged.at("/version").asInt()).isEqualTo(2);
		assertThat(this.till.order(id).required("version").asInt()).isEqualTo(2);
	}

	/** The other replica has answered nothing before it was killed. */
	@Test
	void aReplayOfAnotherReplicasAnswerIsNotFollowedByAnOlderRead() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		var keyed = this.till.client().withKey("by-another-replica-" + id);
		var answer = keyed.patch("/api/v1/orders/" + id, Map.of("notes", "no onions"));
		assertThat(answer.at("/version").asInt()).isEqualTo(2);
		this.database.sql("UPDATE orders SET version = 3 WHERE id = ?").param(id).update();
		this.database.sql("UPDATE idempotency_keys SET order_version = 3 WHERE order_id = ? AND order_version = 2")
			.param(id)
			.update();
		assertThat(keyed.patch("/api/v1/orders/" + id, Map.of("notes", "no onions")).isReplay()).isTrue();
		assertThat(this.till.order(id).required("version").asInt()).isEqualTo(3);
	}

	private long uncached() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.local.clear();
		this.redis.delete("order:" + id);
		return id;
	}

	private void changeOnAnotherReplica(long id) {
		this.database.sql("UPDATE orders SET version = 2, notes = 'by another replica' WHERE id = ?")
			.param(id)
			.update();
	}

	private static int version(Future<Optional<OrderDocument>> reader) {
		try {
			return reader.get().orElseThrow().version();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/** Fails each read, as if the database were down. */
	private record FailingReads(RuntimeException reason) implements OrderDocuments {

		@Override
		public Optional<OrderDocument> find(long tenantId, long orderId) {
			throw this.reason;
		}

		@Override
		public OrderDocument of(Order order) {
			throw this.reason;
		}

	}

	/** Reads at once and returns the result only after {@link #release()}. */
	private static final class HeldReads implements OrderDocuments {

		private final OrderDocuments documents;

		private final CountDownLatch held = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger count = new AtomicInteger();

		HeldReads(OrderDocuments documents) {
			this.documents = documents;
		}

		@Override
		public Optional<OrderDocument> find(long tenantId, long orderId) {
			var found = this.documents.find(tenantId, orderId);
			this.count.incrementAndGet();
			this.held.countDown();
			await(this.released);
			return found;
		}

		@Override
		public OrderDocument of(Order order) {
			return this.documents.of(order);
		}

		void awaitHeld() {
			await(this.held);
		}

		void release() {
			this.released.countDown();
		}

		int count() {
			return this.count.get();
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
