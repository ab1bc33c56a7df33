package com.auraconnect.orders.order;

import java.util.List;

/** The inventory service says that there is not enough of something on the order. */
public class InsufficientInventory extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Long> menuItemIds;

	InsufficientInventory(List<Long> menuItemIds) {
		super("There is not enough in stock of menu item "
				+ String.join(", ", menuItemIds.stream().map(String::valueOf).toList()));
		this.menuItemIds = List.copyOf(menuItemIds);
	}

	/** What there is not enough of; never empty. */
	public List<Long> menuItemIds() {
		return this.menuItemIds;
	}

}
