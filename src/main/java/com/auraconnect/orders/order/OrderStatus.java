package com.auraconnect.orders.order;

import java.util.Set;

/** Where an order stands on its way from the till to the guest. */
public enum OrderStatus {

	/**
	 * Taken and stored; stock and payment are being seen to, or a person is to confirm
	 * it.
	 */
	PENDING,

	/** The kitchen may start. */
	CONFIRMED,

	/** Being cooked. */
	PREPARING,

	/** Waiting for its guest, runner or driver. */
	READY,

	/** Handed over. Final. */
	COMPLETED,

	/** Called off, for the reason that its cancellation gives. Final. */
	CANCELLED;

	/** The states in which an order still occupies somebody. */
	public static final Set<OrderStatus> ACTIVE = Set.of(PENDING, CONFIRMED, PREPARING, READY);

	/** Whether nothing comes after this state. */
	public boolean isFinal() {
		return !ACTIVE.contains(this);
	}

}
