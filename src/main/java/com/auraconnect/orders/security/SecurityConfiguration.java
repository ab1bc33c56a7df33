package com.auraconnect.orders.security;

import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

import com.auraconnect.orders.platform.fastpath.FastBearerTokenResolver;
import com.auraconnect.orders.platform.fastpath.SingleHandlerLookup;
import com.auraconnect.orders.security.ratelimit.RateLimitFilter;
import com.auraconnect.orders.security.ratelimit.RateLimitKeys;
import com.auraconnect.orders.security.ratelimit.RateLimiter;
import com.auraconnect.orders.security.tokens.CachingTokenAuthenticator;

/**
 * Configures which request needs which role; {@link RequiredScopes} has the scopes.
 * Browsers never send these tokens by themselves, so cross-site request forgery is
 * impossible and CSRF tokens are off. Unused features that would cost a filter for each
 * request are off too: sessions and anonymous authentication.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

	public static final String TRACKING = "/api/v1/track/*";

	private static final String[] OPEN = { "/health", "/livez", "/readyz", "/actuator/health/liveness",
			"/actuator/health/readiness", "/actuator/prometheus", TRACKING };

	/** Paths of the API description, which contains no data. */
	private static final String[] DESCRIPTION = { "/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui",
			"/swagger-ui/**" };

	private static final RequestMatcher OPEN_TO_ALL = reads(Stream.concat(Stream.of(OPEN), Stream.of(DESCRIPTION)));

	private static final FastBearerTokenResolver HEADER = new FastBearerTokenResolver();

	/** Paths that customers may read; {@link OrderAuthorization} decides which orders. */
	private static final String[] CUSTOMERS_READ = { "/api/v1/orders", "/api/v1/orders/*", "/api/v1/orders/*/history" };

	/**
	 * Paths that customers may POST to. Everything else under the API is for staff and
	 * admins.
	 */
	private static final String[] CUSTOMERS_POST = { "/api/v1/orders", "/api/v1/orders/calculate",
			"/api/v1/orders/batch-retrieve", "/api/v1/orders/*/cancel" };

	/** Known HTTP methods; Spring MVC answers any other with 405. */
	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE");

	private static final String ADMINS = "/api/v1/admin/**";

	/** Path of a location; only admins may PUT it. */
	private static final String LOCATION = "/api/v1/locations/*";

	@Bean
	SecurityFilterChain api(HttpSecurity http, CachingTokenAuthenticator tokens, CrossOrigin crossOrigin,
			RateLimiter limiter, RateLimitKeys keys,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) throws Exception {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(OPEN_TO_ALL)
				.permitAll()
				.requestMatchers((request) -> !METHODS.contains(request.getMethod()))
				.permitAll()
				.requestMatchers(reads(Stream.of(CUSTOMERS_READ)))
				.authenticated()
				.requestMatchers(HttpMethod.POST, CUSTOMERS_POST)
				.authenticated()
				.requestMatchers(ADMINS)
				.hasRole(Role.ADMIN.name())
				.requestMatchers(HttpMethod.PUT, LOCATION)
				.hasRole(Role.ADMIN.name())
				.requestMatchers("/api/**")
				.hasAnyRole(Role.ADMIN.name(), Role.STAFF.name())
				.anyRequest()
				.authenticated())
			.oauth2ResourceServer((server) -> server.authenticationManagerResolver((_) -> tokens)
				.bearerTokenResolver(SecurityConfiguration::token)
				.authenticationEntryPoint(
						(request, response, ex) -> problems.resolveException(request, response, null, ex)))
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint(
						(request, response, ex) -> problems.resolveException(request, response, null, ex))
				.accessDeniedHandler((request, response, ex) -> problems.resolveException(request, response, null, ex)))
			.addFilterBefore(new RateLimitFilter(limiter, keys, problems), AuthorizationFilter.class)
			.addFilterAfter(new ScopeFilter(problems), AuthorizationFilter.class)
			.addFilterAfter(new TenancyFilter(), ScopeFilter.class)
			.securityContext((contexts) -> contexts.securityContextRepository(new NullSecurityContextRepository()))
			.cors((cors) -> cors.configurationSource(crossOrigin))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.build();
	}

	/**
	 * No observations: a timer and a span for each filter would cost more than the
	 * filters.
	 */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	static SingleHandlerLookup singleHandlerLookup() {
		return new SingleHandlerLookup();
	}

	/** Path patterns in the syntax of Spring MVC. */
	@Bean
	PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
		return new PathPatternRequestMatcherBuilderFactoryBean();
	}

	/** Accepts all methods: Spring MVC refuses unknown ones with 405. */
	@Bean
	StrictHttpFirewall firewall() {
		var firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	/** Ignores tokens on open paths: a tracking link works even with an invalid token. */
	private static @Nullable String token(HttpServletRequest request) {
		return OPEN_TO_ALL.matches(request) ? null : HEADER.resolve(request);
	}

	/** Matches GET and HEAD requests of these paths. */
	private static RequestMatcher reads(Stream<String> paths) {
		return new OrRequestMatcher(paths
			.flatMap((path) -> Stream.of(HttpMethod.GET, HttpMethod.HEAD)
				.<RequestMatcher>map((method) -> PathPatternRequestMatcher.withDefaults().matcher(method, path)))
			.toList());
	}

}
