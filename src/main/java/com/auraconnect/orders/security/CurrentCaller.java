package com.auraconnect.orders.security;

import java.time.Instant;
import java.util.Optional;

import org.springframework.security.core.context.SecurityContextHolder;

/** Finds the caller of the current request where Spring MVC does not inject it. */
public final class CurrentCaller {

	private CurrentCaller() {
	}

	/**
	 * Expiry of the caller's token, empty without a token. A request that outlives it
	 * must check for itself.
	 */
	public static Optional<Instant> expiry() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication token)
				? Optional.of(token.expiry()) : Optional.empty();
	}

	/** The caller, empty without a token. */
	public static Optional<Caller> current() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication token)
				? Optional.of(token.getPrincipal()) : Optional.empty();
	}

}
