package com.auraconnect.orders.order;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Author and events of the change that is being made to an order, and its stored rows.
 */
public final class ChangeTracking {

	private final RecordedEvents events = new RecordedEvents();

	/** Null for an order that was loaded and is not being changed. */
	private @Nullable String changedBy;

	private OrderRows stored = OrderRows.NONE;

	ChangeTracking() {
	}

	/**
	 * Sets who makes the changes that follow.
	 * @param actor subject of the caller's token, or {@code system}
	 */
	void attributeTo(String actor) {
		this.changedBy = actor;
	}

	/**
	 * Returns who makes the current change.
	 * @throws IllegalStateException if the order is not being changed
	 */
	public String changedBy() {
		if (this.changedBy == null) {
			throw new IllegalStateException("the change of the order is not attributed");
		}
		return this.changedBy;
	}

	void record(OrderEvent event) {
		this.events.add(event);
	}

	boolean hasEvents() {
		return !this.events.isEmpty();
	}

	/** Returns the recorded events, oldest first, and clears them. */
	List<OrderEvent> takeEvents() {
		return this.events.take();
	}

	/** Rows of the order in the database; {@link OrderRows#NONE} for a new order. */
	OrderRows stored() {
		return this.stored;
	}

	void markStored(OrderRows rows) {
		this.stored = rows;
	}

}
