package com.auraconnect.orders.order;

import java.util.Map;

import com.auraconnect.orders.pricing.MinorUnit;

/**
 * Menu items for an order.
 *
 * @param items by id; an unknown item is missing, an unavailable one is missing or marked
 * @param isDegraded whether the menu service did not answer, so that some items are the
 * last known ones
 */
public record MenuAnswer(Map<Long, MenuItem> items, boolean isDegraded) {

	/**
	 * Replaces prices by the quoted ones.
	 * @throws InvalidAmounts if they were quoted in another currency
	 */
	MenuAnswer withPricesOf(Quote quote, MinorUnit unit) {
		return new MenuAnswer(quote.applyTo(this.items, unit), this.isDegraded);
	}

}
