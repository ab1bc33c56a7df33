package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets the rate limits.
 *
 * @param staff requests of a staff member or admin in a window
 * @param customer requests of a customer in a window
 * @param tracking tracking requests of an address in a window
 * @param window length of a window
 * @param portions number of portions in which a replica fetches a caller's permits from
 * Redis
 * @param patience how long a request waits for Redis
 * @param callers maximum number of callers that a replica keeps in memory
 */
@Validated
@ConfigurationProperties("orders.rate-limits")
record RateLimitSettings(@Min(1) int staff, @Min(1) int customer, @Min(1) int tracking, @NotNull Duration window,
		@Min(1) int portions, @NotNull Duration patience, @Min(1) int callers) {

	/** Permits that a replica fetches at once from a quota with that limit. */
	int portionOf(int limit) {
		return Math.max(1, limit / this.portions);
	}

}
