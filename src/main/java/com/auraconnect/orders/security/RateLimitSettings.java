package com.auraconnect.orders.security;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller may ask for.
 *
 * @param staff requests of one staff member or admin in a window
 * @param customer the same of one customer
 * @param tracking the same of one address that follows orders without a token
 * @param window how long it takes until all of them may be made again
 * @param portions in how many parts a replica fetches a caller's requests from Redis
 * @param patience how long a request waits for Redis
 * @param callers how many of them a replica remembers
 */
@Validated
@ConfigurationProperties("orders.rate-limits")
record RateLimitSettings(@Min(1) int staff, @Min(1) int customer, @Min(1) int tracking, @NotNull Duration window,
		@Min(1) int portions, @NotNull Duration patience, @Min(1) int callers) {

	/** What a replica fetches at once of a budget with that limit. */
	int portionOf(int limit) {
		return Math.max(1, limit / this.portions);
	}

}
