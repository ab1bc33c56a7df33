package com.auraconnect.orders.platform.fastpath;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import static org.assertj.core.api.Assertions.assertThat;

class FastBearerTokenResolverTests {

	/** Every character that a token may have, and its neighbours. */
	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Bearer  a", "Bearer a", "bearer a", "BEARER a", "Bearer a ",
			"Bearera", "Basic YTpi", "Bearer eyJ.eyJ.-_~+/", "Bearer a=", "Bearer a==", "Bearer =", "Bearer =a",
			"Bearer a=a", "Bearer a,b", "Bearer a:", "Bearer a;", "Bearer a@", "Bearer a[", "Bearer a`", "Bearer a{",
			"Bearer a}", "Bearer a!", "Bearer a\"", "Bearer a*", "Bearer a\n", "Bearer \u00e4", "Bearer \u0661",
			"Bearer \u212a", "Bearer abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" })
	void findsTheSameTokensAsSpringsResolver(String header) {
		assertThat(outcome(new FastBearerTokenResolver(), header))
			.isEqualTo(outcome(new DefaultBearerTokenResolver(), header));
	}

	private static @Nullable String outcome(BearerTokenResolver resolver, String header) {
		var request = new MockHttpServletRequest();
		request.addHeader("Authorization", header);
		try {
			return resolver.resolve(request);
		}
		catch (OAuth2AuthenticationException ex) {
			return "refused: " + ex.getMessage();
		}
	}

}
