package com.auraconnect.orders.order;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The orders as they are stored: seen or changed one at a time, each in a transaction.
 */
interface StoredOrders {

	/**
	 * Looks at an order that the caller may see, without changing it.
	 * @throws OrderNotFound if there is none
	 */
	<T> T view(OrderCommandContext target, Function<Order, T> view);

	/**
	 * Changes an order that the caller may see.
	 * @param change leaves the order as it is, or changes it; what it throws undoes all
	 * of it
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if it is past the version that the change is meant for
	 */
	OrderDocument change(OrderCommandContext target, Consumer<Order> change);

	/**
	 * Changes an order as {@link #change(OrderCommandContext, Consumer)} does, without reading it
	 * first: one round trip.
	 * @param loadedOrder the order as this replica has committed it, all of it; good for
	 * nothing afterwards. If another replica has changed it since, the change is made to
	 * what it is now.
	 * @param change reserves its stock and confirms it, no more; may be called twice
	 */
	OrderDocument changeLoaded(Order loadedOrder, OrderCommandContext target, Consumer<Order> change);

}
