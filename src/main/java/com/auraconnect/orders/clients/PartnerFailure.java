package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/**
 * Reports a failed attempt. Only a {@link TransientPartnerFailure} is retried within the
 * call.
 */
class PartnerFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PartnerFailure(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
