package com.auraconnect.orders.order;

import java.util.Map;

/**
 * What is known of menu items.
 *
 * @param items by id; what does not exist is missing, what cannot be had now is missing
 * or marked
 * @param isWithoutMenu whether the menu service did not answer, so that some of this is
 * what it last said
 */
public record MenuAnswer(Map<Long, MenuItem> items, boolean isWithoutMenu) {

	/** The same items at the prices that were promised. */
	MenuAnswer honouring(Quote quote) {
		return new MenuAnswer(quote.honour(this.items), this.isWithoutMenu);
	}

}
