package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/**
 * One attempt has brought no usable answer, but another may; {@code application.yml} has
 * it retried.
 */
class TransientPartnerFailure extends PartnerFailure {

	private static final long serialVersionUID = 1L;

	TransientPartnerFailure(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
