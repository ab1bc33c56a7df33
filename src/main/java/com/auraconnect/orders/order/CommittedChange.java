package com.auraconnect.orders.order;

import java.util.List;

/**
 * A committed change of an order.
 *
 * @param document the order after the change
 * @param order the order as the transaction left it, detached: read only what the change
 * has loaded
 * @param events the events of the change, oldest first; empty if nothing changed
 */
public record CommittedChange(OrderDocument document, Order order, List<OrderEvent> events) {

	/** Whether the change created the order. */
	public boolean isCreation() {
		return this.events.stream().anyMatch(OrderEvent.Created.class::isInstance);
	}

}
