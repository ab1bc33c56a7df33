package com.auraconnect.orders.sandbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Stock held for an order.
 *
 * @param tenant the {@code X-Tenant-Id} of the call that made it, if it had one
 */
public record Reservation(String reservationId, @Nullable String tenant, long orderId, List<StockLine> items,
		State state) {

	Reservation in(State state) {
		return new Reservation(this.reservationId, this.tenant, this.orderId, this.items, state);
	}

	Reservation of(List<StockLine> items) {
		return new Reservation(this.reservationId, this.tenant, this.orderId, items, this.state);
	}

	/** Held until it is committed (the food is sold) or released. */
	public enum State {

		HELD, COMMITTED, RELEASED

	}

	/** A quantity of an item. */
	public record StockLine(long menuItemId, int quantity) {
	}

}
