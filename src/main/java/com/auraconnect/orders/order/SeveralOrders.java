package com.auraconnect.orders.order;

import java.util.Collection;
import java.util.List;

/** Orders that are changed in one transaction. */
public interface SeveralOrders {

	/**
	 * Loads orders and locks their rows, by ascending id. Their changes are attributed to
	 * the caller.
	 * @throws OrderNotFound if the caller may not see one of them
	 */
	List<Order> lock(OrderPrincipal by, Collection<Long> ids);

	/**
	 * Writes the changed ones of these orders, with their events.
	 * @return whether any has changed for clients
	 */
	boolean write(List<Order> orders);

}
