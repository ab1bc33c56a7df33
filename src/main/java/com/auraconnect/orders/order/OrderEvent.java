package com.auraconnect.orders.order;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A fact about an order, recorded by the order itself in the transaction that made it
 * true.
 */
public sealed interface OrderEvent {

	/** The order was taken. */
	record Created() implements OrderEvent {
	}

	/** The order moved on. */
	record StatusChanged(OrderStatus previous, OrderStatus current, @Nullable String reason,
			String changedBy) implements OrderEvent {
	}

	/** A payment of the order has moved on. */
	record PaymentChanged(Payment payment) implements OrderEvent {
	}

	/** A payment was taken after the order; a card's still has to be authorized. */
	record PaymentTaken(Payment payment) implements OrderEvent {
	}

	/** Money of a payment was promised back; a card's still has to be sent. */
	record RefundPromised(Payment payment, Refund refund) implements OrderEvent {
	}

	/**
	 * Lines were added, changed or taken off, and what is charged with them.
	 *
	 * @param items the lines that are different, if only in what they cost
	 * @param charges the names of what else is different, as the API writes them
	 */
	record ItemsChanged(List<OrderItem> items, Set<String> charges) implements OrderEvent {
	}

	/** A line has moved on in the kitchen, or was taken back. */
	record ItemStatusChanged(OrderItem item, ItemStatus previous, ItemStatus current,
			String changedBy) implements OrderEvent {
	}

	/**
	 * Something else that a client can see has changed.
	 *
	 * @param changed the names of the fields, as the API writes them
	 */
	record Updated(Set<String> changed) implements OrderEvent {
	}

}
