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

/**
 * Which request needs which role. A browser never sends these tokens by itself, so there
 * is nothing for a forged cross-site request to abuse, and no CSRF token. What nobody
 * uses here and would be a filter of each request is left out: sessions, and a caller who
 * stands for there being none.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	static final String TRACKING = "/api/v1/track/*";

	private static final String[] OPEN = { "/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/prometheus", TRACKING };

	/** What the API is, without any of its data. */
	private static final String[] DESCRIPTION = { "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config",
			"/swagger-ui", "/swagger-ui/**" };

	private static final RequestMatcher OPEN_TO_ALL = reads(Stream.concat(Stream.of(OPEN), Stream.of(DESCRIPTION)));

	private static final FastBearerTokenResolver HEADER = new FastBearerTokenResolver();

	/** What customers may read; which orders of it, {@link OrderAuthorization} says. */
	private static final String[] CUSTOMERS_READ = { "/api/v1/orders", "/api/v1/orders/*", "/api/v1/orders/*/history" };

	/** What customers may do. Everything else under the API is for staff and admins. */
	private static final String[] CUSTOMERS_POST = { "/api/v1/orders", "/api/v1/orders/calculate",
			"/api/v1/orders/batch-retrieve", "/api/v1/orders/*/cancel" };

	/** Methods that HTTP knows; of any other, Spring MVC says that it is not allowed. */
	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE");

	private static final String ADMINS = "/api/v1/admin/**";

	@Bean
	SecurityFilterChain api(HttpSecurity http, CachingTokenAuthenticator tokens, CrossOrigin crossOrigin, RateLimiter limiter,
			RateLimitKeys budgets, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
			throws Exception {
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
			.addFilterBefore(new RateLimitFilter(limiter, budgets, problems), AuthorizationFilter.class)
			.addFilterAfter(new TenancyFilter(), AuthorizationFilter.class)
			.securityContext((contexts) -> contexts.securityContextRepository(new NullSecurityContextRepository()))
			.cors((cors) -> cors.configurationSource(crossOrigin))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.build();
	}

	/** A timer and a span for each filter of the chain would cost more than the chain. */
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	static SingleHandlerLookup oneHandlerLookUp() {
		return new SingleHandlerLookup();
	}

	/** How the paths above are written. */
	@Bean
	PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
		return new PathPatternRequestMatcherBuilderFactoryBean();
	}

	@Bean
	StrictHttpFirewall firewall() {
		return FastFirewall.firewall();
	}

	/** None where none is needed: a guest's link works whatever else the guest has. */
	private static @Nullable String token(HttpServletRequest request) {
		return OPEN_TO_ALL.matches(request) ? null : HEADER.resolve(request);
	}

	/** A HEAD reads what a GET does. */
	private static RequestMatcher reads(Stream<String> paths) {
		return new OrRequestMatcher(paths
			.flatMap((path) -> Stream.of(HttpMethod.GET, HttpMethod.HEAD)
				.<RequestMatcher>map((method) -> PathPatternRequestMatcher.withDefaults().matcher(method, path)))
			.toList());
	}

}
