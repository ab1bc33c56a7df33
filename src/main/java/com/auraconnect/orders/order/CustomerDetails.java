package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** Personal details from the customer service. Must not appear in events or log lines. */
public record CustomerDetails(String name, @Nullable String email, @Nullable String phone) {

	/** Leaves out the personal details. */
	@Override
	public String toString() {
		return "CustomerDetails";
	}

}
