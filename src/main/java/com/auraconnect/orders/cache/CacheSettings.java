package com.auraconnect.orders.cache;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the order cache.
 *
 * @param timeToLive how long Redis keeps an order that does not change
 * @param budget how long Redis may take to answer a request before the database is read
 * @param backgroundBudget the same for background work
 * @param nearTimeToLive how long a replica keeps an order in its own memory, and so may
 * serve an outdated one after an invalidation message is lost
 * @param nearSize how much memory a replica uses for these orders
 * @param unknownTimeToLive how long a replica remembers that an order does not exist
 * @param knownVersions for how many orders a replica remembers the newest known version
 */
@Validated
@ConfigurationProperties("orders.cache")
public record CacheSettings(@NotNull Duration timeToLive, @NotNull Duration budget, @NotNull Duration backgroundBudget,
		@NotNull Duration nearTimeToLive, @NotNull DataSize nearSize, @NotNull Duration unknownTimeToLive,
		@Min(1) int knownVersions) {
}
