package com.auraconnect.orders.menu;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.MenuService;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Fetches menu items from the menu service. Concurrent requests for the same items of a
 * location share one call. The answer is cached and stored even if no caller waits for it
 * any more.
 */
@Component
class MenuFetcher {

	private static final Logger log = LoggerFactory.getLogger(MenuFetcher.class);

	private final MenuService menu;

	private final MenuItemCache cache;

	private final MenuSnapshotRepository stored;

	private final Clock clock;

	private final Map<FetchKey, CompletableFuture<Map<Long, MenuItem>>> running = new ConcurrentHashMap<>();

	private final Set<LocationKey> unavailable = ConcurrentHashMap.newKeySet();

	MenuFetcher(MenuService menu, MenuItemCache cache, MenuSnapshotRepository stored, Clock clock) {
		this.menu = menu;
		this.cache = cache;
		this.stored = stored;
		this.clock = clock;
	}

	private record FetchKey(LocationKey location, MinorUnit unit, Set<Long> items) {

		static FetchKey of(MenuQuestion question) {
			return new FetchKey(question.location(), question.unit(), question.items());
		}

	}

	/** Whether the last call about that location's menu failed. */
	boolean isMenuAway(MenuQuestion question) {
		return this.unavailable.contains(question.location());
	}

	/**
	 * Calls the menu service on another thread.
	 * @return the answer, or {@link PartnerUnavailable} within the time that a call may
	 * take
	 */
	CompletableFuture<Map<Long, MenuItem>> ask(MenuQuestion question) {
		var key = FetchKey.of(question);
		var promise = new CompletableFuture<Map<Long, MenuItem>>();
		var existing = this.running.putIfAbsent(key, promise);
		if (existing != null) {
			return existing;
		}
		Runnable call = () -> Tenancy.of(question.tenantId()).run(() -> fetch(key, question, promise));
		Thread.ofVirtual().name("menu-call").start(RequestId.carriedOn(call));
		return promise;
	}

	private void fetch(FetchKey key, MenuQuestion question, CompletableFuture<Map<Long, MenuItem>> promise) {
		var askedAt = this.clock.instant();
		try {
			var answer = this.menu.ask(question.tenantId(), question.locationId(), question.unit(), question.choices());
			this.cache.put(question, answer, askedAt);
			store(() -> this.stored.delete(question, answer, askedAt));
			this.unavailable.remove(key.location());
			this.running.remove(key, promise);
			promise.complete(answer);
			store(() -> this.stored.store(question, answer, askedAt));
		}
		catch (RuntimeException | Error ex) {
			this.unavailable.add(key.location());
			this.running.remove(key, promise);
			promise.completeExceptionally(ex);
		}
	}

	/**
	 * Ignores a failure to store: orders do not depend on it, and the next answer is
	 * stored again.
	 */
	private static void store(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			log.debug("the menu service's answer could not be stored: {}", ex.getMessage());
		}
	}

}
