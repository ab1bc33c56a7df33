package com.auraconnect.orders.menu;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.MenuItem;

/**
 * Caches the menu items of this replica. Only orderable items are cached: that an item is
 * unavailable holds for the moment only.
 */
@Component
class MenuItemCache {

	private final Cache<ItemKey, CachedMenuItem> items;

	private final MenuSettings settings;

	private final Clock clock;

	MenuItemCache(Cache<ItemKey, CachedMenuItem> menuItems, MenuSettings settings, Clock clock) {
		this.items = menuItems;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Returns the cached items of the question that have the chosen modifiers and are not
	 * too old to be used at all.
	 */
	Map<Long, CachedMenuItem> find(MenuQuestion question) {
		var now = this.clock.instant();
		Map<Long, CachedMenuItem> known = new HashMap<>();
		for (var id : question.items()) {
			var item = this.items.getIfPresent(question.key(id));
			if (item != null && !item.isOlderThan(this.settings.usable(), now) && question.isAnsweredBy(item.item())) {
				known.put(id, item);
			}
		}
		return known;
	}

	/** Adds items from the database, unless newer ones are cached. */
	void restore(MenuQuestion question, Collection<CachedMenuItem> stored) {
		stored.forEach((item) -> this.items.asMap().merge(question.key(item.item().id()), item, MenuItemCache::newer));
	}

	private static CachedMenuItem newer(CachedMenuItem one, CachedMenuItem other) {
		return one.askedAt().isAfter(other.askedAt()) ? one : other;
	}

	/**
	 * Adds an answer of the menu service, unless a newer one is cached. Removes items
	 * that it does not offer.
	 */
	void put(MenuQuestion asked, Map<Long, MenuItem> answer, Instant askedAt) {
		for (var id : asked.items()) {
			this.items.asMap().compute(asked.key(id), (_, known) -> {
				if (known != null && known.askedAt().isAfter(askedAt)) {
					return known;
				}
				return orderable(answer.get(id), askedAt);
			});
		}
	}

	private static @Nullable CachedMenuItem orderable(@Nullable MenuItem item, Instant askedAt) {
		return (item != null && item.available()) ? new CachedMenuItem(item, askedAt) : null;
	}

}
