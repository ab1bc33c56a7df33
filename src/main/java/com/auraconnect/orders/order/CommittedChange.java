package com.auraconnect.orders.order;

import java.util.List;

/**
 * A change that is in the database for good.
 *
 * @param document the order after it
 * @param orderType the order's type
 * @param events what happened, first things first; empty if nothing did
 */
public record CommittedChange(OrderDocument document, OrderType orderType, List<OrderEvent> events) {

	/** Whether this is how the order came to be. */
	public boolean isCreation() {
		return this.events.stream().anyMatch(OrderEvent.Created.class::isInstance);
	}

}
