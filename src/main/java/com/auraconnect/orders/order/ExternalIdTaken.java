package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** The tenant has another order with that external id already. */
public class ExternalIdTaken extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ExternalIdTaken(@Nullable String externalId, Throwable cause) {
		super("There is an order with the external id " + externalId + " already", cause);
	}

}
