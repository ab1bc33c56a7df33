package com.auraconnect.orders.platform.fastpath;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Reads the token from the {@code Authorization} header, like
 * {@link DefaultBearerTokenResolver}. It checks the syntax in one pass over the
 * characters; the regular expression of the default takes a tenth of the time of a read.
 */
public class FastBearerTokenResolver implements BearerTokenResolver {

	private static final String SCHEME = "Bearer ";

	private final BearerTokenResolver fallback = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		var header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && isPlain(header)) ? header.substring(SCHEME.length()) : this.fallback.resolve(request);
	}

	/** Whether the header is the scheme and a token without Base64 padding. */
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
