package com.auraconnect.orders.menu;

import java.time.Duration;
import java.time.Instant;

import com.auraconnect.orders.order.MenuItem;

/**
 * An item as the menu service has described it.
 *
 * @param askedAt when it was asked; the answer is no older than that
 */
record KnownItem(MenuItem item, Instant askedAt) {

	boolean isOlderThan(Duration age, Instant now) {
		return this.askedAt.plus(age).isBefore(now);
	}

}
