package com.auraconnect.orders.security;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Allows pages of the configured origins to call the API from a browser (CORS); none by
 * default. Credentials are not allowed, as the page sends the token itself.
 */
@Component
class CrossOrigin implements CorsConfigurationSource {

	private final @Nullable CorsConfiguration configuration;

	CrossOrigin(SecuritySettings settings) {
		this.configuration = settings.corsOrigins().isEmpty() ? null : configuration(settings.corsOrigins());
	}

	private static CorsConfiguration configuration(List<String> origins) {
		var configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(origins);
		configuration.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
		configuration.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key", "If-Match",
				"If-None-Match", "Last-Event-ID", "X-Request-Id"));
		configuration.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "Idempotent-Replayed",
				"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-Id"));
		configuration.setMaxAge(Duration.ofHours(1));
		return configuration;
	}

	/** Null outside the API and without configured origins: CORS does not apply then. */
	@Override
	public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
		return request.getRequestURI().startsWith("/api/") ? this.configuration : null;
	}

}
