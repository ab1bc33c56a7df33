package com.auraconnect.orders.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token in the {@code Authorization} header. It does what
 * {@link DefaultBearerTokenResolver} does, but sees by one look at each character that a
 * token is well-formed, where that one's regular expression takes a tenth of a read.
 */
class FastBearerTokenResolver implements BearerTokenResolver {

	private static final String SCHEME = "Bearer ";

	private final BearerTokenResolver forAllElse = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		var header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && isPlain(header)) ? header.substring(SCHEME.length())
				: this.forAllElse.resolve(request);
	}

	/** The scheme and a token without the padding that Base64 may have. */
	private static boolean isPlain(String header) {
		if (header.length() == SCHEME.length() || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return false;
		}
		for (int i = SCHEME.length(); i < header.length(); i++) {
			if (!isInTokens(header.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isInTokens(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "-._~+/".indexOf(character) >= 0;
	}

}
