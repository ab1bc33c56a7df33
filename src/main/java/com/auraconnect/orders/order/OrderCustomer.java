package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * Customer of an order: a copy of the customer service's details at the time of the copy.
 * Must not appear in events or log lines.
 */
public record OrderCustomer(long id, String name, @Nullable String email, @Nullable String phone) {

	static OrderCustomer of(long id, CustomerDetails details) {
		return new OrderCustomer(id, details.name(), details.email(), details.phone());
	}

	/** Leaves out the personal details. */
	@Override
	public String toString() {
		return "OrderCustomer[id=" + this.id + "]";
	}

}
