package com.auraconnect.orders.security;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.security.access.AccessDeniedException;

/** Thrown when a token has a {@code scope} claim without a scope that the call needs. */
public class MissingScope extends AccessDeniedException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param missing at least one scope
	 */
	MissingScope(Set<TokenScope> missing) {
		super("The token lacks the scope "
				+ missing.stream().sorted().map(TokenScope::wireName).collect(Collectors.joining(", ")));
	}

}
