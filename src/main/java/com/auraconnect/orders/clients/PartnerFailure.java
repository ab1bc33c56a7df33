package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/** An attempt failed, and a retry would fail too. */
class PartnerFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PartnerFailure(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
