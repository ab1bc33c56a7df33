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
 * The items that this replica knows. Only what can be ordered is remembered: that
 * something cannot is the menu service's word of the moment, and nobody else's.
 */
@Component
class MenuItemCache {

	private final Cache<ItemKey, KnownItem> items;

	private final MenuSettings settings;

	private final Clock clock;

	MenuItemCache(Cache<ItemKey, KnownItem> menuItems, MenuSettings settings, Clock clock) {
		this.items = menuItems;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * What is known of the items in question, with the modifiers in question, and not too
	 * old to be used at all.
	 */
	Map<Long, KnownItem> recall(MenuQuestion question) {
		var now = this.clock.instant();
		Map<Long, KnownItem> known = new HashMap<>();
		for (var id : question.items()) {
			var item = this.items.getIfPresent(question.key(id));
			if (item != null && !item.isOlderThan(this.settings.usable(), now) && question.isAnsweredBy(item.item())) {
				known.put(id, item);
			}
		}
		return known;
	}

	/** Takes in what was stored, unless something newer is known. */
	void recover(MenuQuestion question, Collection<KnownItem> stored) {
		stored.forEach((item) -> this.items.asMap().merge(question.key(item.item().id()), item, MenuItemCache::newer));
	}

	private static KnownItem newer(KnownItem one, KnownItem other) {
		return one.askedAt().isAfter(other.askedAt()) ? one : other;
	}

	/** Takes in an answer, unless a newer one is known. */
	void learn(MenuQuestion asked, Map<Long, MenuItem> answer, Instant askedAt) {
		for (var id : asked.items()) {
			this.items.asMap().compute(asked.key(id), (_, known) -> {
				if (known != null && known.askedAt().isAfter(askedAt)) {
					return known;
				}
				return orderable(answer.get(id), askedAt);
			});
		}
	}

	private static @Nullable KnownItem orderable(@Nullable MenuItem item, Instant askedAt) {
		return (item != null && item.available()) ? new KnownItem(item, askedAt) : null;
	}

}
