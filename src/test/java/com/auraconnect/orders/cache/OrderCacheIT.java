package com.auraconnect.orders.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderDocuments;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.outbox.FeedEvent;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class OrderCacheIT {

	/** An order that stays pending, so that only the test changes it. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final OrderClient till;

	private final OrderCache cache;

	private final LocalOrderCache local;

	private final StringRedisTemplate redis;

	private final JdbcClient database;

	private final RedisOrderCache shared;

	private final OrderDocuments documents;

	private final CacheSettings settings;

	OrderCacheIT(ServiceClient client, OrderCache cache, LocalOrderCache local, RedisOrderCache shared,
			OrderDocuments documents, CacheSettings settings, StringRedisTemplate redis, TestEnvironment site) {
		this.shared = shared;
		this.documents = documents;
		this.settings = settings;
		this.till = new OrderClient(client.admin(1));
		this.cache = cache;
		this.local = local;
		this.redis = redis;
		this.database = site.database();
	}

	@Test
	void aNewOrderIsCachedForHalfAnHour() {
		long id = take();
		assertThat(entry(id))
			.startsWith("{\"version\":1,\"tenant_id\":1,\"location_id\":2,\"customer_id\":null,\"order\":{");
		assertThat(this.redis.getExpire("order:" + id)).isBetween(1790L, 1800L);
	}

	/** A replica read the order before another replica committed it. */
	@Test
	void aBackgroundReadNeverReturnsLessThanTheKnownVersion() {
		long id = take();
		var otherReplica = new LocalOrderCache(this.settings);
		var cache = new OrderCache(otherReplica, this.shared, new VersionFloor(this.settings), this.documents,
				new SimpleMeterRegistry());
		var key = new OrderKey(1, id);
		otherReplica.get(key, Optional::empty);
		assertThat(find(cache, id)).as("cached as missing").isEmpty();
		assertThat(findInBackground(cache, id, 1))
			.hasValueSatisfying((order) -> assertThat(order.version()).isEqualTo(1));

		var first = find(cache, id).orElseThrow();
		this.till.move(id, "confirmed");
		otherReplica.put(first);
		assertThat(findInBackground(cache, id, 2))
			.hasValueSatisfying((order) -> assertThat(order.version()).isEqualTo(2));
	}

	private static Optional<OrderDocument> find(OrderCache cache, long id) {
		return Tenancy.of(1).call(() -> cache.find(1, id));
	}

	private static Optional<OrderDocument> findInBackground(OrderCache cache, long id, int version) {
		return Tenancy.of(1).call(() -> cache.findInBackground(1, id, version));
	}

	@Test
	void aChangeIsWrittenThrough() {
		long id = take();
		this.till.move(id, "confirmed");
		assertThat(entry(id)).startsWith("{\"version\":2,").contains("\"confirmed\"");
	}

	@Test
	void aReadCachesAnUncachedOrder() {
		long id = take();
		this.redis.delete("order:" + id);
		this.local.clear();
		this.till.order(id);
		assertThat(entry(id)).startsWith("{\"version\":1,");
		assertThat(this.redis.getExpire("order:" + id)).isBetween(1790L, 1800L);
	}

	@Test
	void aReaderIsServedFromTheCache() {
		long id = take();
		this.redis.opsForValue().set("order:" + id, entry(id).replace("Cheeseburger", "Ship in a Bottle"));
		this.local.clear();
		assertThat(this.till.order(id).at("/items/0/name").asText()).isEqualTo("Ship in a Bottle");
	}

	@Test
	void anOlderVersionNeverReplacesANewerOne() {
		long id = take();
		this.till.move(id, "confirmed");
		this.cache.afterCommit(change(id, 1, "slow reader"));
		assertThat(entry(id)).startsWith("{\"version\":2,").doesNotContain("slow reader");
		this.cache.afterCommit(change(id, 2, "same version"));
		assertThat(entry(id)).contains("same version");
		this.cache.afterCommit(change(id, 10, "newer"));
		assertThat(entry(id)).startsWith("{\"version\":10,");
		this.cache.afterCommit(change(id, 9, "fewer digits"));
		assertThat(entry(id)).startsWith("{\"version\":10,");
	}

	@Test
	void anUnreadableEntryIsReplaced() {
		long id = take();
		this.redis.opsForValue().set("order:" + id, "of an older release");
		this.local.clear();
		assertThat(this.till.status(id)).isEqualTo("pending");
		assertThat(entry(id)).startsWith("{\"version\":1,");
	}

	@Test
	void aKeyOfAnotherTypeIsReplacedByItsReader() {
		long id = take();
		makeHash(id);
		this.local.clear();
		assertThat(this.till.status(id)).isEqualTo("pending");
		await().untilAsserted(() -> assertThat(entry(id)).startsWith("{\"version\":1,"));
	}

	@Test
	void aKeyOfAnotherTypeIsReplacedByAChange() {
		long id = take();
		makeHash(id);
		this.till.move(id, "confirmed");
		assertThat(entry(id)).startsWith("{\"version\":2,");
	}

	@Test
	void aKeyOfAnotherTypeIsDeletedWhenTheEventIsPublished() {
		long id = take();
		makeHash(id);
		this.cache.published(List.of(event(id, 2)));
		assertThat(this.redis.hasKey("order:" + id)).isFalse();
	}

	@Test
	void anEntryOlderThanAPublishedEventIsDeleted() {
		long id = take();
		this.cache.published(List.of(event(id, 1)));
		assertThat(this.redis.hasKey("order:" + id)).isTrue();
		this.cache.published(List.of(event(id, 2)));
		assertThat(this.redis.hasKey("order:" + id)).isFalse();
	}

	/** A replica died between its commit and its write-through. */
	@Test
	void aLostWriteThroughIsRepairedWhenTheEventIsPublished() {
		long id = take();
		this.database
			.sql("""
					WITH changed AS (
					    UPDATE orders SET version = 2, notes = 'from a dead replica' WHERE id = ?
					    RETURNING id, version
					)
					INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
					SELECT e.tenant_id, e.location_id, e.order_id, changed.version, e.event_type, now(), e.data
					FROM changed
					JOIN outbox_events e ON e.order_id = changed.id
					""")
			.param(id)
			.update();
		await().until(() -> this.till.order(id).required("notes").asText().equals("from a dead replica"));
		assertThat(entry(id)).startsWith("{\"version\":2,");
	}

	private long take() {
		return this.till.take(BURGER).required("id").asLong();
	}

	private void makeHash(long id) {
		this.redis.delete("order:" + id);
		this.redis.opsForHash().put("order:" + id, "version", "1");
	}

	private String entry(long id) {
		return String.valueOf(this.redis.opsForValue().get("order:" + id));
	}

	private static CommittedChange change(long id, int version, String mark) {
		var document = new OrderDocument(id, 1, 2, null, version,
				"{\"notes\":\"%s\"}".formatted(mark).getBytes(StandardCharsets.UTF_8));
		return new CommittedChange(document, new Order() {
		}, List.of(new OrderEvent.Created()));
	}

	private static FeedEvent event(long id, int version) {
		return new FeedEvent(UUID.randomUUID(), "order.updated", Instant.EPOCH, 1, 2, 1, version, "{}", id);
	}

}
