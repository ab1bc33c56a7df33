package com.auraconnect.orders.menu;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Menu;
import com.auraconnect.orders.order.MenuAnswer;
import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.pricing.MinorUnit;

/**
 * Looks up menu items for new orders in a cache in front of the menu service
 * (stale-while-revalidate, stale-if-error).
 * <ul>
 * <li>A fresh item costs no call.
 * <li>A slightly older item is fetched again, but the cached one is used if the fetch
 * takes longer than a moment.
 * <li>For an even older item the fetch is awaited, unless the menu service is known to be
 * away.
 * <li>An unknown item is awaited, and read from the database if the menu service does not
 * answer.
 * </ul>
 */
@Component
class CachedMenu implements Menu {

	private final MenuItemCache cache;

	private final MenuFetcher fetcher;

	private final MenuSnapshotRepository stored;

	private final MenuMeters meters;

	private final MenuSettings settings;

	private final Clock clock;

	CachedMenu(MenuItemCache cache, MenuFetcher fetcher, MenuSnapshotRepository stored, MenuMeters meters,
			MenuSettings settings, Clock clock) {
		this.cache = cache;
		this.fetcher = fetcher;
		this.stored = stored;
		this.meters = meters;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public MenuAnswer lookUp(long tenantId, long locationId, MinorUnit unit, List<NewOrder.Item> choices) {
		var question = new MenuQuestion(tenantId, locationId, unit, choices);
		var known = this.cache.find(question);
		var fresh = youngerThan(this.settings.fresh(), known);
		this.meters.hits(fresh.size());
		var open = question.without(fresh.keySet());
		if (open.choices().isEmpty()) {
			return new MenuAnswer(items(fresh), false);
		}
		var fetch = this.fetcher.ask(open);
		var isKnown = known.keySet().containsAll(open.items());
		var answered = isKnown ? await(fetch, refreshWait(open, known)) : await(fetch, Optional.empty());
		return answered.map((answer) -> current(open, fresh, answer))
			.orElseGet(() -> lastKnown(question, open, isKnown ? known : recovered(question, open), fetch));
	}

	private MenuAnswer current(MenuQuestion open, Map<Long, CachedMenuItem> fresh, Map<Long, MenuItem> answer) {
		this.meters.misses(open.items().size());
		var items = items(fresh);
		items.putAll(answer);
		return new MenuAnswer(items, false);
	}

	private MenuAnswer lastKnown(MenuQuestion question, MenuQuestion open, Map<Long, CachedMenuItem> known,
			CompletableFuture<Map<Long, MenuItem>> fetch) {
		if (!known.keySet().containsAll(question.items())) {
			throw failure(fetch);
		}
		this.meters.stale(open.items().size());
		return new MenuAnswer(items(known), this.fetcher.isMenuAway(open));
	}

	private Map<Long, CachedMenuItem> recovered(MenuQuestion question, MenuQuestion open) {
		this.cache.restore(open, this.stored.find(open));
		return this.cache.find(question);
	}

	private Map<Long, CachedMenuItem> youngerThan(Duration age, Map<Long, CachedMenuItem> known) {
		var now = this.clock.instant();
		return known.entrySet()
			.stream()
			.filter((item) -> !item.getValue().isOlderThan(age, now))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Map<Long, MenuItem> items(Map<Long, CachedMenuItem> known) {
		Map<Long, MenuItem> items = new HashMap<>();
		known.forEach((id, item) -> items.put(id, item.item()));
		return items;
	}

	/** Returns how long to wait for a fetch when cached items could be used instead. */
	private Optional<Duration> refreshWait(MenuQuestion open, Map<Long, CachedMenuItem> known) {
		if (this.fetcher.isMenuAway(open)) {
			return Optional.of(Duration.ZERO);
		}
		var recent = youngerThan(this.settings.servedBehind(), known);
		return recent.keySet().containsAll(open.items()) ? Optional.of(this.settings.patience()) : Optional.empty();
	}

	/**
	 * @param wait empty to wait until the fetch ends
	 * @return empty if the fetch failed or did not end in time
	 */
	private static Optional<Map<Long, MenuItem>> await(CompletableFuture<Map<Long, MenuItem>> fetch,
			Optional<Duration> wait) {
		try {
			return Optional.of(wait.isEmpty() ? fetch.get() : fetch.get(wait.get().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException | ExecutionException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static RuntimeException failure(CompletableFuture<Map<Long, MenuItem>> fetch) {
		return (fetch.exceptionNow() instanceof RuntimeException failure) ? failure
				: new IllegalStateException(fetch.exceptionNow());
	}

}
