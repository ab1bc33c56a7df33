package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/** One attempt has brought no usable answer, and the next one would bring none either. */
class PartnerFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PartnerFailure(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
