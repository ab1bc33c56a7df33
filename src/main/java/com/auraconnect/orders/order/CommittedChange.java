package com.auraconnect.orders.order;

import java.util.List;

/**
 * A change that is in the database for good.
 *
 * @param document the order after it
 * @param order the same order, as the transaction has left it: good for looking at what
 * the change has touched, for there is no database behind it any more
 * @param events what happened, first things first; empty if nothing did
 */
public record CommittedChange(OrderDocument document, Order order, List<OrderEvent> events) {

	/** Whether this is how the order came to be. */
	public boolean isCreation() {
		return this.events.stream().anyMatch(OrderEvent.Created.class::isInstance);
	}

}
