package com.auraconnect.orders.security.tokens;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.Role;
import com.auraconnect.orders.security.TokenScope;

/** Reads the caller from a token whose signature and dates are verified. */
final class CallerClaims {

	/** Length of the columns that name a caller, in characters. */
	private static final int LONGEST_SUBJECT = 255;

	private CallerClaims() {
	}

	/**
	 * @throws InvalidBearerTokenException if a claim is missing or invalid
	 */
	static Caller caller(Jwt token) {
		var role = role(token.getClaimAsString("role"));
		var subject = token.getSubject();
		if (subject == null || !isStorable(subject)) {
			throw invalid("sub");
		}
		if (token.getExpiresAt() == null) {
			throw invalid("exp");
		}
		var tenantId = required(token, "tenant_id");
		var caller = switch (role) {
			case ADMIN -> new Caller(subject, tenantId, role, Set.of(), null);
			case STAFF -> new Caller(subject, tenantId, role, locationIds(token), null);
			case CUSTOMER -> new Caller(subject, tenantId, role, Set.of(), required(token, "customer_id"));
		};
		return token.hasClaim("scope") ? caller.narrowedTo(scopes(token)) : caller;
	}

	/** The subject is stored in the history and in idempotency records. */
	private static boolean isStorable(String subject) {
		return !subject.isBlank() && subject.codePointCount(0, subject.length()) <= LONGEST_SUBJECT
				&& subject.codePoints().noneMatch(CallerClaims::isUnstorable);
	}

	/** Control characters (Postgres rejects U+0000) and unpaired surrogates. */
	private static boolean isUnstorable(int codePoint) {
		return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
	}

	private static Role role(@Nullable String name) {
		return switch (name) {
			case "admin" -> Role.ADMIN;
			case "staff" -> Role.STAFF;
			case "customer" -> Role.CUSTOMER;
			case null, default -> throw invalid("role");
		};
	}

	private static Set<TokenScope> scopes(Jwt token) {
		if (!(token.getClaim("scope") instanceof String names)) {
			throw invalid("scope");
		}
		return TokenScope.parse(names);
	}

	private static long required(Jwt token, String claim) {
		return integer(token.getClaim(claim), claim);
	}

	private static Set<Long> locationIds(Jwt token) {
		if (!(token.getClaim("location_ids") instanceof Collection<?> ids)) {
			throw invalid("location_ids");
		}
		return ids.stream().map((id) -> integer(id, "location_ids")).collect(Collectors.toUnmodifiableSet());
	}

	private static long integer(@Nullable Object value, String claim) {
		return switch (value) {
			case Long number -> number;
			case Integer number -> number;
			case null, default -> throw invalid(claim);
		};
	}

	private static InvalidBearerTokenException invalid(String claim) {
		return new InvalidBearerTokenException("The token's claim " + claim + " is missing or invalid");
	}

}
