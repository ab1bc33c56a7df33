package com.auraconnect.orders.order;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Domain event of an order, recorded by the order in the transaction of the change. */
public sealed interface OrderEvent {

	/** The order was taken. */
	record Created() implements OrderEvent {
	}

	/**
	 * The status of the order changed.
	 *
	 * @param items the lines whose kitchen status changed with it, possibly none
	 */
	record StatusChanged(OrderStatus previous, OrderStatus current, @Nullable String reason, String changedBy,
			List<ItemTransition> items) implements OrderEvent {

		StatusChanged withItems(List<ItemTransition> items) {
			return new StatusChanged(this.previous, this.current, this.reason, this.changedBy, items);
		}

	}

	/** The state of a payment, or of one of its refunds, changed. */
	record PaymentChanged(Payment payment) implements OrderEvent {
	}

	/** The tip of a payment changed. */
	record TipChanged(Payment payment) implements OrderEvent {
	}

	/**
	 * A payment was added to an existing order; a card payment still has to be
	 * authorized.
	 */
	record PaymentTaken(Payment payment) implements OrderEvent {
	}

	/**
	 * A payment was voided before it was captured; money that the bank holds for it still
	 * has to be released.
	 */
	record PaymentVoided(Payment payment) implements OrderEvent {
	}

	/** A refund was recorded; a card refund still has to be sent. */
	record RefundRequested(Payment payment, Refund refund) implements OrderEvent {
	}

	/** The order was sent to the kitchen at its time, not by its confirmation. */
	record Fired(String changedBy) implements OrderEvent {
	}

	/**
	 * Lines were added, changed or taken off, and the charges with them.
	 *
	 * @param items the changed lines, including those of which only a price changed
	 * @param changed the API names of the other changed fields
	 */
	record ItemsChanged(List<OrderItem> items, Set<String> changed) implements OrderEvent {
	}

	/**
	 * The kitchen status of lines changed, forwards or by a recall, without the status of
	 * the order.
	 *
	 * @param items at least one line
	 */
	record ItemStatusChanged(List<ItemTransition> items, String changedBy) implements OrderEvent {
	}

	/** Change of the kitchen status of one line. */
	record ItemTransition(OrderItem item, ItemStatus previous, ItemStatus current) {
	}

	/**
	 * Other fields visible to clients changed.
	 *
	 * @param changed the API names of the changed fields
	 */
	record Updated(Set<String> changed) implements OrderEvent {
	}

}
