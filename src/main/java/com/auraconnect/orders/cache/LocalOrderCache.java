package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderDocument;

/**
 * Caches orders in this replica's memory for a short time. Concurrent misses of an order
 * share one load.
 */
@Component
class LocalOrderCache {

	/** Approximate bytes that an entry takes beside the document. */
	private static final int OVERHEAD = 200;

	private final AsyncCache<OrderKey, Optional<OrderDocument>> orders;

	LocalOrderCache(CacheSettings settings) {
		this.orders = Caffeine.newBuilder()
			.maximumWeight(settings.nearSize().toBytes())
			.weigher((OrderKey _, Optional<OrderDocument> found) -> OVERHEAD
					+ found.map((order) -> order.json().length).orElse(0))
			.expireAfter(Expiry
				.<OrderKey, Optional<OrderDocument>>writing((_, found) -> timeToLive(found.isPresent(), settings)))
			.buildAsync();
	}

	private static Duration timeToLive(boolean exists, CacheSettings settings) {
		return exists ? settings.nearTimeToLive() : settings.unknownTimeToLive();
	}

	/**
	 * Returns the cached order, or loads it, or waits for a load of it that is under way.
	 * @throws RuntimeException what the loader has thrown, also if another thread ran it
	 */
	Optional<OrderDocument> get(OrderKey order, Supplier<Optional<OrderDocument>> loader) {
		var known = this.orders.getIfPresent(order);
		if (known != null) {
			return await(known);
		}
		var load = new CompletableFuture<Optional<OrderDocument>>();
		var pending = this.orders.asMap().putIfAbsent(order, load);
		if (pending != null) {
			return await(pending);
		}
		try {
			var found = loader.get();
			load.complete(found);
			return found;
		}
		catch (RuntimeException | Error ex) {
			load.completeExceptionally(ex);
			throw ex;
		}
	}

	void put(OrderDocument document) {
		this.orders.put(OrderKey.of(document), CompletableFuture.completedFuture(Optional.of(document)));
	}

	void remove(OrderKey order) {
		this.orders.synchronous().invalidate(order);
	}

	void clear() {
		this.orders.synchronous().invalidateAll();
	}

	private static Optional<OrderDocument> await(CompletableFuture<Optional<OrderDocument>> load) {
		try {
			return load.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

}
