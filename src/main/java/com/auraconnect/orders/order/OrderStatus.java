package com.auraconnect.orders.order;

import java.util.Set;

/** Status of an order. */
public enum OrderStatus {

	/**
	 * Stored; stock and payment are in progress, or the confirmation by a person is
	 * missing.
	 */
	PENDING,

	/** The kitchen may start. */
	CONFIRMED,

	/** Being cooked. */
	PREPARING,

	/** Waiting for the guest, runner or driver. */
	READY,

	/** Handed over. Final. */
	COMPLETED,

	/** Cancelled, with a reason. Final. */
	CANCELLED;

	/** States that are not final. */
	public static final Set<OrderStatus> ACTIVE = Set.of(PENDING, CONFIRMED, PREPARING, READY);

	/** Whether no state can follow this one. */
	public boolean isFinal() {
		return !ACTIVE.contains(this);
	}

}
