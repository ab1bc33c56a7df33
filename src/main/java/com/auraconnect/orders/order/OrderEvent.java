package com.auraconnect.orders.order;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Domain event of an order, recorded by the order in the transaction of the change. */
public sealed interface OrderEvent {

	/** The order was taken. */
	record Created() implements OrderEvent {
	}

	/** The status of the order changed. */
	record StatusChanged(OrderStatus previous, OrderStatus current, @Nullable String reason,
			String changedBy) implements OrderEvent {
	}

	/** The state of a payment, or of one of its refunds, changed. */
	record PaymentChanged(Payment payment) implements OrderEvent {
	}

	/**
	 * A payment was added to an existing order; a card payment still has to be
	 * authorized.
	 */
	record PaymentTaken(Payment payment) implements OrderEvent {
	}

	/** A refund was recorded; a card refund still has to be sent. */
	record RefundRequested(Payment payment, Refund refund) implements OrderEvent {
	}

	/**
	 * Lines were added, changed or taken off, and the charges with them.
	 *
	 * @param items the changed lines, including those of which only a price changed
	 * @param charges the API names of the other changed fields
	 */
	record ItemsChanged(List<OrderItem> items, Set<String> charges) implements OrderEvent {
	}

	/** The kitchen status of a line changed, forwards or by a recall. */
	record ItemStatusChanged(OrderItem item, ItemStatus previous, ItemStatus current,
			String changedBy) implements OrderEvent {
	}

	/**
	 * Other fields visible to clients changed.
	 *
	 * @param changed the API names of the changed fields
	 */
	record Updated(Set<String> changed) implements OrderEvent {
	}

}
