package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/**
 * An attempt failed, but a retry may succeed; {@code application.yml} lists it as
 * retryable.
 */
class TransientPartnerFailure extends PartnerFailure {

	private static final long serialVersionUID = 1L;

	TransientPartnerFailure(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
