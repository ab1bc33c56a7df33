package com.auraconnect.orders.order;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Prices quoted to a guest. They replace the current menu prices of the items and
 * modifiers that they name.
 */
public record Quote(List<Price> prices) {

	/** Quote without prices. */
	public static final Quote NONE = new Quote(List.of());

	/**
	 * Quoted price of an item or modifier.
	 *
	 * @param modifierId null for the item itself
	 */
	public record Price(long menuItemId, @Nullable Long modifierId, Money price) {
	}

	/** Quotes the prices that an order was calculated with. */
	public static Quote of(Order order) {
		var prices = new LinkedHashSet<Price>();
		for (var item : order.items()) {
			prices.add(new Price(item.menuItemId(), null, item.unitPrice()));
			item.modifiers().forEach((m) -> prices.add(new Price(item.menuItemId(), m.id(), m.price())));
		}
		return new Quote(List.copyOf(prices));
	}

	/**
	 * Replaces the prices of the menu by the quoted ones.
	 * @throws InvalidAmounts if they have another minor unit: the location has changed
	 * its currency since
	 */
	Map<Long, MenuItem> applyTo(Map<Long, MenuItem> menu, MinorUnit unit) {
		if (this.prices.isEmpty()) {
			return menu;
		}
		if (this.prices.stream().anyMatch((price) -> price.price().unit() != unit)) {
			throw new InvalidAmounts(Map.of("quote_token", "is not a quote in the currency of this location"));
		}
		var quotedMenu = new HashMap<>(menu);
		for (var quoted : this.prices) {
			quotedMenu.computeIfPresent(quoted.menuItemId(), (_, item) -> item.withPrice(quoted));
		}
		return quotedMenu;
	}

}
