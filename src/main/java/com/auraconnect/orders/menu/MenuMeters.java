package com.auraconnect.orders.menu;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts lookups of menu items by result: hit, stale or miss. */
@Component
class MenuMeters {

	private final Counter hits;

	private final Counter stale;

	private final Counter misses;

	MenuMeters(MeterRegistry registry) {
		this.hits = counter(registry, "hit");
		this.stale = counter(registry, "stale");
		this.misses = counter(registry, "miss");
	}

	private static Counter counter(MeterRegistry registry, String result) {
		return Counter.builder("menu.lookups")
			.description("Menu items looked up for orders: hit (fresh), stale, or miss (fetched)")
			.tag("result", result)
			.register(registry);
	}

	void hits(int items) {
		this.hits.increment(items);
	}

	void stale(int items) {
		this.stale.increment(items);
	}

	void misses(int items) {
		this.misses.increment(items);
	}

}
