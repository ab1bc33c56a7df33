package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;

/**
 * The partner is there and has answered, but with none of what was agreed upon. Nobody
 * can say what it means, so it is taken neither for a refusal nor for a sign that others
 * should spare the partner their calls; {@code application.yml} has circuits pass it
 * over.
 */
class UnforeseenAnswer extends PartnerFailure {

	private static final long serialVersionUID = 1L;

	UnforeseenAnswer(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
