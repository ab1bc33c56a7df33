package com.auraconnect.orders.order;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Prices that were promised to a guest. What they name costs that, whatever the menu has
 * come to say meanwhile; anything else costs what the menu says.
 */
public record Quote(List<Price> prices) {

	/** Nothing was promised. */
	public static final Quote NONE = new Quote(List.of());

	/**
	 * One price.
	 *
	 * @param modifierId null for the item itself
	 */
	public record Price(long menuItemId, @Nullable Long modifierId, Money price) {
	}

	/** The prices that an order was calculated with. */
	public static Quote of(Order order) {
		var prices = new LinkedHashSet<Price>();
		for (var item : order.items()) {
			prices.add(new Price(item.menuItemId(), null, item.unitPrice()));
			item.modifiers().forEach((m) -> prices.add(new Price(item.menuItemId(), m.id(), m.price())));
		}
		return new Quote(List.copyOf(prices));
	}

	/** The menu with the promised prices. */
	Map<Long, MenuItem> honour(Map<Long, MenuItem> menu) {
		if (this.prices.isEmpty()) {
			return menu;
		}
		var honoured = new HashMap<>(menu);
		for (var promised : this.prices) {
			honoured.computeIfPresent(promised.menuItemId(), (_, item) -> item.at(promised));
		}
		return honoured;
	}

}
