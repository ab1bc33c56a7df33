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

import com.auraconnect.orders.events.FeedEvent;
import com.auraconnect.orders.events.PublishedEventListener;
import com.auraconnect.orders.order.AfterCommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderDocuments;

/**
 * Orders by id: from this replica's memory, else from Redis, else from the database. A
 * change is written through after its commit, never before.
 * <p>
 * How old can an answer be? On the replica that has committed a change, never older than
 * that; elsewhere, until the message of it arrives. Both the message and the
 * write-through may be swallowed by a crash or a slow Redis; they are made up for when
 * the event of the change is published. While Redis is away, an answer is as old as the
 * near cache's entries get, a second. Whoever reads from one replica sees no version that
 * is older than one seen before.
 */
@Component
public class OrderCache implements AfterCommitListener, PublishedEventListener {

	/** For Redis, where nothing else helps: a reader would get no order at all. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final LocalOrderCache near;

	private final RedisOrderCache shared;

	private final VersionFloor versions;

	private final OrderDocuments orders;

	private final Counter fromRedis;

	private final Counter fromDatabase;

	private final Counter reads;

	OrderCache(LocalOrderCache near, RedisOrderCache shared, VersionFloor versions, OrderDocuments orders,
			MeterRegistry meters) {
		this.near = near;
		this.shared = shared;
		this.versions = versions;
		this.orders = orders;
		this.reads = meters.counter("order.cache.reads");
		this.fromRedis = meters.counter("order.cache.loads", "from", "redis");
		this.fromDatabase = meters.counter("order.cache.loads", "from", "database");
	}

	/** The order of that tenant, or nothing. */
	public Optional<OrderDocument> find(long tenantId, long orderId) {
		return find(new OrderKey(tenantId, orderId), this.shared::find);
	}

	/**
	 * The order for background work, which gives Redis more time. Whatever is cached, an
	 * order that is not there and an older version included, does not count against a
	 * version that is known to be committed.
	 * @param version known from an event; what is returned is at least as new
	 */
	public Optional<OrderDocument> findInBackground(long tenantId, long orderId, int version) {
		var order = new OrderKey(tenantId, orderId);
		this.versions.raise(order, version);
		return find(order, this.shared::findInBackground);
	}

	private Optional<OrderDocument> find(OrderKey order, Function<OrderKey, Optional<OrderDocument>> fromRedis) {
		this.reads.increment();
		var found = this.near.get(order, () -> load(order, fromRedis));
		if (isCurrent(order, found)) {
			return found;
		}
		this.near.remove(order);
		return this.near.get(order, () -> loadFromDatabase(order));
	}

	private boolean isCurrent(OrderKey order, Optional<OrderDocument> found) {
		return this.versions.isCurrent(order, found.map(OrderDocument::version).orElse(0));
	}

	private Optional<OrderDocument> load(OrderKey order, Function<OrderKey, Optional<OrderDocument>> fromRedis) {
		return current(order, fromRedis.apply(order)).or(() -> loadFromDatabase(order));
	}

	/** What Redis has said, unless something newer is known of. */
	private Optional<OrderDocument> current(OrderKey order, Optional<OrderDocument> cached) {
		var current = cached.filter((_) -> isCurrent(order, cached));
		current.ifPresent((document) -> {
			this.fromRedis.increment();
			this.versions.raise(order, document.version());
		});
		return current;
	}

	/** With the database away, Redis may only have been late. */
	private Optional<OrderDocument> loadFromDatabase(OrderKey order) {
		this.fromDatabase.increment();
		Optional<OrderDocument> found;
		try {
			found = this.orders.find(order.tenantId(), order.orderId());
		}
		catch (DataAccessException ex) {
			return Optional.of(current(order, this.shared.find(order, PATIENCE)).orElseThrow(() -> ex));
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
		this.near.put(document);
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
		events.forEach((event) -> newest.merge(new OrderKey(event.tenantId(), event.orderId()), event.orderVersion(),
				Math::max));
		this.shared.dropOlder(newest.entrySet()
			.stream()
			.map((entry) -> new RedisOrderCache.Newest(entry.getKey(), entry.getValue()))
			.toList(), PATIENCE);
	}

}
