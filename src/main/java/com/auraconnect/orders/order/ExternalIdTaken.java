package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** Reports that another order of the tenant has the external id. */
public class ExternalIdTaken extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ExternalIdTaken(@Nullable String externalId) {
		super("Another order has the external id " + externalId);
	}

}
