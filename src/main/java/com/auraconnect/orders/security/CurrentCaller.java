package com.auraconnect.orders.security;

import java.time.Instant;
import java.util.Optional;

import org.springframework.security.core.context.SecurityContextHolder;

/** Finds the caller of the current request where Spring MVC does not hand it in. */
public final class CurrentCaller {

	private CurrentCaller() {
	}

	/**
	 * Until when the caller's token is good, or nothing when there was none. A request
	 * that takes longer than that has to look for itself.
	 */
	public static Optional<Instant> expiry() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication token)
				? Optional.of(token.expiry()) : Optional.empty();
	}

	/** The caller, or nothing when there was no token. */
	public static Optional<Caller> current() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication token)
				? Optional.of(token.getPrincipal()) : Optional.empty();
	}

}
