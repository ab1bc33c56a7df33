package com.auraconnect.orders.security.ratelimit;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.CurrentCaller;
import com.auraconnect.orders.security.SecurityConfiguration;

/**
 * Chooses the rate-limit key of a request: the client address for tracking, with or
 * without a token; tenant and {@code sub} for the rest of the API. Health, metrics and
 * API description have no limit, nor have requests that will be refused for lack of a
 * token: refusing one costs no more than counting it.
 */
@Component
public class RateLimitKeys {

	private static final RequestMatcher API = matcher("/api/**");

	private static final RequestMatcher TRACKING = matcher(SecurityConfiguration.TRACKING);

	private final RateLimitSettings settings;

	private final ClientAddresses addresses;

	RateLimitKeys(RateLimitSettings settings, ClientAddresses addresses) {
		this.settings = settings;
		this.addresses = addresses;
	}

	Optional<RateLimitKey> of(HttpServletRequest request) {
		if (TRACKING.matches(request)) {
			return Optional.of(new RateLimitKey("address:" + this.addresses.of(request), this.settings.tracking()));
		}
		return API.matches(request) ? CurrentCaller.current().map(this::of) : Optional.empty();
	}

	private RateLimitKey of(Caller caller) {
		return switch (caller.role()) {
			case ADMIN, STAFF -> of("staff", caller, this.settings.staff());
			case CUSTOMER -> of("customer", caller, this.settings.customer());
		};
	}

	private static RateLimitKey of(String kind, Caller caller, int limit) {
		return new RateLimitKey(kind + ":" + caller.tenantId() + ":" + caller.subject(), limit);
	}

	private static RequestMatcher matcher(String path) {
		return PathPatternRequestMatcher.withDefaults().matcher(path);
	}

}
