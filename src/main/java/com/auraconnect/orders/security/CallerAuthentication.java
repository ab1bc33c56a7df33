package com.auraconnect.orders.security;

import java.time.Instant;
import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Authentication of a request by its caller. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient Caller caller;

	private final Instant expiry;

	/**
	 * @param expiry expiry of the token
	 */
	public CallerAuthentication(Caller caller, Instant expiry) {
		super(List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name())));
		this.caller = caller;
		this.expiry = expiry;
		super.setAuthenticated(true);
	}

	@Override
	public Caller getPrincipal() {
		return this.caller;
	}

	Instant expiry() {
		return this.expiry;
	}

	/** Empty: the token is not needed after authentication. */
	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CallerAuthentication token && this.caller.equals(token.caller);
	}

	@Override
	public int hashCode() {
		return this.caller.hashCode();
	}

}
