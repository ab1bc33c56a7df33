package com.auraconnect.orders.order;

import java.util.Map;

/**
 * Menu items for an order.
 *
 * @param items by id; an unknown item is missing, an unavailable one is missing or marked
 * @param isDegraded whether the menu service did not answer, so that some items are the
 * last known ones
 */
public record MenuAnswer(Map<Long, MenuItem> items, boolean isDegraded) {

	/** Replaces prices by the quoted ones. */
	MenuAnswer withPricesOf(Quote quote) {
		return new MenuAnswer(quote.applyTo(this.items), this.isDegraded);
	}

}
