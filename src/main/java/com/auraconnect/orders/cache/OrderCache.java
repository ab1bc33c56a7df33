package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.AfterCommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderDocuments;
import com.auraconnect.orders.outbox.FeedEvent;
import com.auraconnect.orders.outbox.PublishedEventListener;

/**
 * Reads orders by id: from this replica's memory, else from Redis, else from the
 * database. A change is written through after its commit, never before.
 * <p>
 * Staleness: the replica that commits a change never serves an older version afterwards.
 * Other replicas may, until the invalidation message arrives. A crash or a slow Redis can
 * lose the message and the write-through; both are repeated when the event of the change
 * is published. While Redis is unreachable, an answer may be as old as the local cache's
 * time to live, a second. Callers of one replica never see versions go back, be it in
 * reads, in answers to changes or in replays.
 */
@Component
public class OrderCache implements AfterCommitListener, PublishedEventListener {

	/** Redis timeout where the alternative to a slow answer is none. */
	private static final Duration FALLBACK_TIMEOUT = Duration.ofSeconds(1);

	private final LocalOrderCache local;

	private final RedisOrderCache shared;

	private final VersionFloor versions;

	private final OrderDocuments orders;

	private final Counter fromRedis;

	private final Counter fromDatabase;

	private final Counter reads;

	OrderCache(LocalOrderCache local, RedisOrderCache shared, VersionFloor versions, OrderDocuments orders,
			MeterRegistry meters) {
		this.local = local;
		this.shared = shared;
		this.versions = versions;
		this.orders = orders;
		this.reads = Counter.builder("order.cache.reads").description("Reads of an order by its id").register(meters);
		var loads = Counter.builder("order.cache.loads")
			.description("Reads of an order that this replica's memory did not have, by the source that answered")
			.withRegistry(meters);
		this.fromRedis = loads.withTag("from", "redis");
		this.fromDatabase = loads.withTag("from", "database");
	}

	/** Returns the order of that tenant, or empty. */
	public Optional<OrderDocument> find(long tenantId, long orderId) {
		return find(new OrderKey(tenantId, orderId), this.shared::find);
	}

	/**
	 * Returns the order for background work, which gives Redis more time. A cached answer
	 * older than {@code version}, or that the order does not exist, is not used.
	 * @param version committed version, known from an event; what is returned is at least
	 * as new
	 */
	public Optional<OrderDocument> findInBackground(long tenantId, long orderId, int version) {
		var order = new OrderKey(tenantId, orderId);
		this.versions.raise(order, version);
		return find(order, this.shared::findInBackground);
	}

	private Optional<OrderDocument> find(OrderKey order, Function<OrderKey, Optional<OrderDocument>> fromRedis) {
		this.reads.increment();
		var found = this.local.get(order, () -> load(order, fromRedis));
		if (isCurrent(order, found)) {
			return found;
		}
		this.local.remove(order);
		return this.local.get(order, () -> loadFromDatabase(order));
	}

	private boolean isCurrent(OrderKey order, Optional<OrderDocument> found) {
		return this.versions.isCurrent(order, found.map(OrderDocument::version).orElse(0));
	}

	private Optional<OrderDocument> load(OrderKey order, Function<OrderKey, Optional<OrderDocument>> fromRedis) {
		return current(order, fromRedis.apply(order)).or(() -> loadFromDatabase(order));
	}

	/** Filters out an answer of Redis that is older than the newest known version. */
	private Optional<OrderDocument> current(OrderKey order, Optional<OrderDocument> cached) {
		var current = cached.filter((_) -> isCurrent(order, cached));
		current.ifPresent((document) -> {
			this.fromRedis.increment();
			this.versions.raise(order, document.version());
		});
		return current;
	}

	/**
	 * Loads the order from the database. If that fails, asks Redis again with a longer
	 * timeout: it may only have been slow.
	 */
	private Optional<OrderDocument> loadFromDatabase(OrderKey order) {
		this.fromDatabase.increment();
		Optional<OrderDocument> found;
		try {
			found = this.orders.find(order.tenantId(), order.orderId());
		}
		catch (DataAccessException ex) {
			return Optional.of(current(order, this.shared.find(order, FALLBACK_TIMEOUT)).orElseThrow(() -> ex));
		}
		found.ifPresent((document) -> {
			this.versions.raise(order, document.version());
			this.shared.putAsync(document);
		});
		return found;
	}

	@Override
	public void afterCommit(CommittedChange change) {
		var document = change.document();
		this.versions.raise(OrderKey.of(document), document.version());
		this.local.put(document);
		if (change.isCreation()) {
			this.shared.putAsync(document);
		}
		else {
			this.shared.replace(document);
		}
	}

	@Override
	public void published(List<FeedEvent> events) {
		Map<OrderKey, Integer> newest = new HashMap<>();
		events.forEach((event) -> {
			if (event.orderId() != null && event.orderVersion() != null) {
				newest.merge(new OrderKey(event.tenantId(), event.orderId()), event.orderVersion(), Math::max);
			}
		});
		this.shared.dropOlder(newest.entrySet()
			.stream()
			.map((entry) -> new RedisOrderCache.Newest(entry.getKey(), entry.getValue()))
			.toList(), FALLBACK_TIMEOUT);
	}

}
