package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/**
 * The partner answered outside the contract. The meaning is unknown, so the answer counts
 * neither as a refusal nor as an outage: {@code application.yml} makes circuit breakers
 * ignore it.
 */
class UnforeseenAnswer extends PartnerFailure {

	private static final long serialVersionUID = 1L;

	UnforeseenAnswer(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
