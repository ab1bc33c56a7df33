package com.auraconnect.orders.security;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated request. */
class CallerToken extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient Caller caller;

	CallerToken(Caller caller) {
		super(List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name())));
		this.caller = caller;
		super.setAuthenticated(true);
	}

	@Override
	public Caller getPrincipal() {
		return this.caller;
	}

	/** The token itself has done its duty. */
	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CallerToken token && this.caller.equals(token.caller);
	}

	@Override
	public int hashCode() {
		return this.caller.hashCode();
	}

}
