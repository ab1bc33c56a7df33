package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * Whose order it is, as the customer service knew that person when the order learned of
 * it. Belongs in no event and no log line.
 */
public record OrderCustomer(long id, String name, @Nullable String email, @Nullable String phone) {

	static OrderCustomer of(long id, CustomerDetails details) {
		return new OrderCustomer(id, details.name(), details.email(), details.phone());
	}

	/** Says nothing of the person. */
	@Override
	public String toString() {
		return "OrderCustomer[id=" + this.id + "]";
	}

}
