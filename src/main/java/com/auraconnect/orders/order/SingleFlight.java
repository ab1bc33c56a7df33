package com.auraconnect.orders.order;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Runs one load per key at a time. Concurrent callers of a key wait for that load and
 * share its result or failure: during an outage of the database they all fail with the
 * first timeout instead of one after the other. Holds no lock during the load. Caches
 * nothing.
 */
public final class SingleFlight<K, V> {

	private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

	/**
	 * Returns the result of the running load of that key, or else of the given loader.
	 * Must not be called within a transaction: the connection that the load needs must
	 * not be held by a waiting caller.
	 * @throws RuntimeException if the load fails; every waiting caller gets it
	 */
	public V get(K key, Supplier<V> loader) {
		var own = new CompletableFuture<V>();
		var running = this.flights.putIfAbsent(key, own);
		return (running != null) ? await(running) : load(key, own, loader);
	}

	/**
	 * Loads and removes the flight before completing it, so that no caller joins a
	 * finished flight.
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
