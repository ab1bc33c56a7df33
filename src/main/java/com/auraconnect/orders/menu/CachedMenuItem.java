package com.auraconnect.orders.menu;

import java.time.Duration;
import java.time.Instant;

import com.auraconnect.orders.order.MenuItem;

/**
 * An item as the menu service described it.
 *
 * @param askedAt when it was asked; the description is no older
 */
record CachedMenuItem(MenuItem item, Instant askedAt) {

	boolean isOlderThan(Duration age, Instant now) {
		return this.askedAt.plus(age).isBefore(now);
	}

}
