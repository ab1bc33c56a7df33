package com.auraconnect.orders.order;

import java.util.List;

/** Reports that the stock of at least one menu item does not suffice. */
public class InsufficientInventory extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Long> menuItemIds;

	InsufficientInventory(List<Long> menuItemIds) {
		super("There is not enough in stock of menu item "
				+ String.join(", ", menuItemIds.stream().map(String::valueOf).toList()));
		this.menuItemIds = List.copyOf(menuItemIds);
	}

	/** Returns the menu items whose stock does not suffice; never empty. */
	public List<Long> menuItemIds() {
		return this.menuItemIds;
	}

}
