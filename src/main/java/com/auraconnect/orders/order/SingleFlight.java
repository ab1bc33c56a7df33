package com.auraconnect.orders.order;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Loads one value a key at a time. Callers that want a value while it is being loaded
 * wait for that load and share its result, the failure included: with the database away,
 * all of them have waited when the first has, instead of one after the other. No lock is
 * held meanwhile. Remembers nothing.
 */
final class SingleFlight<K, V> {

	private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

	/**
	 * Returns what the loader returns, or what the load under way for that key does. Not
	 * to be called within a transaction: the connection that the load needs must not be
	 * one that a waiting caller holds.
	 * @throws RuntimeException if the load has failed, for each of its callers
	 */
	V get(K key, Supplier<V> loader) {
		var mine = new CompletableFuture<V>();
		var other = this.flights.putIfAbsent(key, mine);
		return (other != null) ? await(other) : load(key, mine, loader);
	}

	/**
	 * The flight ends before its result is known, so no caller joins one that is over.
	 */
	private V load(K key, CompletableFuture<V> flight, Supplier<V> loader) {
		try {
			var value = loader.get();
			this.flights.remove(key);
			flight.complete(value);
			return value;
		}
		catch (RuntimeException | Error ex) {
			this.flights.remove(key);
			flight.completeExceptionally(ex);
			throw ex;
		}
	}

	private static <V> V await(CompletableFuture<V> flight) {
		try {
			return flight.join();
		}
		catch (CompletionException ex) {
			switch (ex.getCause()) {
				case RuntimeException cause -> throw cause;
				case Error cause -> throw cause;
				case null, default -> throw ex;
			}
		}
	}

}
