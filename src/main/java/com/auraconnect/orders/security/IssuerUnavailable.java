package com.auraconnect.orders.security;

import org.springframework.security.core.AuthenticationException;

/** Whether a token is good cannot be said, because its issuer's keys cannot be had. */
public class IssuerUnavailable extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	IssuerUnavailable(Throwable cause) {
		super("Tokens cannot be checked now, their issuer does not answer", cause);
	}

}
