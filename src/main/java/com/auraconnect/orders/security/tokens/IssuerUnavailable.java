package com.auraconnect.orders.security.tokens;

import org.springframework.security.core.AuthenticationException;

/** Thrown when a token cannot be verified because the issuer's keys are unavailable. */
public class IssuerUnavailable extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	IssuerUnavailable(Throwable cause) {
		super("Tokens cannot be verified now: the issuer does not answer", cause);
	}

}
