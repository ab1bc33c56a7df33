package com.auraconnect.orders.menu;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.pricing.MinorUnit;

/**
 * Items and modifiers that an order looks up on the menu of a location.
 *
 * @param unit the minor unit of the prices
 */
record MenuQuestion(long tenantId, long locationId, MinorUnit unit, List<NewOrder.Item> choices) {

	/** Ids of the items, in ascending order. */
	Set<Long> items() {
		return this.choices.stream().map(NewOrder.Item::menuItemId).collect(Collectors.toCollection(TreeSet::new));
	}

	/** A question without these items. */
	MenuQuestion without(Set<Long> items) {
		return new MenuQuestion(this.tenantId, this.locationId, this.unit,
				this.choices.stream().filter((choice) -> !items.contains(choice.menuItemId())).toList());
	}

	/**
	 * Whether the item offers all modifiers chosen with it, at prices in the currency of
	 * the location. A location can change its currency until its first order.
	 */
	boolean isAnsweredBy(MenuItem item) {
		return item.isPricedIn(this.unit) && this.choices.stream()
			.filter((choice) -> choice.menuItemId() == item.id())
			.flatMap((choice) -> choice.modifiers().stream())
			.allMatch((modifier) -> item.modifiers().containsKey(modifier.id()));
	}

	LocationKey location() {
		return new LocationKey(this.tenantId, this.locationId);
	}

	ItemKey key(long menuItemId) {
		return new ItemKey(this.tenantId, this.locationId, menuItemId);
	}

}
