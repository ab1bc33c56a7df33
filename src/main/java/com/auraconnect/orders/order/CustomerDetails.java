package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** What the customer service knows of a person. Belongs in no event and no log line. */
public record CustomerDetails(String name, @Nullable String email, @Nullable String phone) {

	/** Says nothing of the person. */
	@Override
	public String toString() {
		return "CustomerDetails";
	}

}
