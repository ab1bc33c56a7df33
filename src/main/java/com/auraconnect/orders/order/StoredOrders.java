package com.auraconnect.orders.order;

import java.util.function.Consumer;
import java.util.function.Function;

/** Store of orders: reads or changes one order per transaction. */
interface StoredOrders {

	/**
	 * Reads an order that the caller may see.
	 * @throws OrderNotFound if there is none
	 */
	<T> T view(OrderCommandContext target, Function<Order, T> view);

	/**
	 * Changes an order that the caller may see.
	 * @param change changes the order or leaves it unchanged; an exception rolls
	 * everything back
	 * @throws OrderNotFound if there is none that the caller may see
	 * @throws StaleOrderVersion if the version condition is not met
	 */
	default OrderDocument change(OrderCommandContext target, Consumer<Order> change) {
		return changeAndReturn(target, (order) -> {
			change.accept(order);
			return order;
		}).document();
	}

	/**
	 * Changes an order as {@link #change} does and returns the result of the change too.
	 */
	<T> Changed<T> changeAndReturn(OrderCommandContext target, Function<Order, T> change);

	/**
	 * Committed change and its result.
	 *
	 * @param document the order afterwards
	 */
	record Changed<T>(OrderDocument document, T result) {
	}

	/**
	 * Changes an order as {@link #change(OrderCommandContext, Consumer)} does, but in one
	 * round trip, without reading it first.
	 * @param loadedOrder the complete order as this replica has committed it; must not be
	 * used afterwards. If another transaction has changed the order since, it is read and
	 * the change is applied to the current version.
	 * @param change may only set the reservation and confirm the order; may be called
	 * twice
	 */
	OrderDocument changeLoaded(Order loadedOrder, OrderCommandContext target, Consumer<Order> change);

}
