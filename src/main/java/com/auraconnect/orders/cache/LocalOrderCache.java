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
 * The orders in this replica's own memory, for moments. On a miss one reader loads, the
 * others wait for what it finds.
 */
@Component
class LocalOrderCache {

	/** What an entry takes beside the document. */
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

	private static Duration timeToLive(boolean isThere, CacheSettings settings) {
		return isThere ? settings.nearTimeToLive() : settings.unknownTimeToLive();
	}

	/**
	 * What is in memory, else what the loader finds, or is just finding for somebody
	 * else.
	 * @throws RuntimeException what the loader has thrown, for whoever it was
	 */
	Optional<OrderDocument> get(OrderKey order, Supplier<Optional<OrderDocument>> loader) {
		var known = this.orders.getIfPresent(order);
		if (known != null) {
			return await(known);
		}
		var flight = new CompletableFuture<Optional<OrderDocument>>();
		var other = this.orders.asMap().putIfAbsent(order, flight);
		if (other != null) {
			return await(other);
		}
		try {
			var found = loader.get();
			flight.complete(found);
			return found;
		}
		catch (RuntimeException | Error ex) {
			flight.completeExceptionally(ex);
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

	private static Optional<OrderDocument> await(CompletableFuture<Optional<OrderDocument>> flight) {
		try {
			return flight.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

}
