package com.auraconnect.orders.cache;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How orders are cached.
 *
 * @param timeToLive how long Redis keeps an order that nobody changes
 * @param budget how long Redis may take to answer, before the database is asked instead
 * @param backgroundBudget the same where nobody waits for it
 * @param nearTimeToLive how long a replica keeps an order in its own memory, and so may
 * serve the past when the message that says so got lost
 * @param nearSize how much memory a replica gives to that
 * @param unknownTimeToLive how long a replica remembers that there is no such order
 * @param knownVersions of how many orders a replica remembers the newest version that it
 * has heard of
 */
@Validated
@ConfigurationProperties("orders.cache")
public record CacheSettings(@NotNull Duration timeToLive, @NotNull Duration budget, @NotNull Duration backgroundBudget,
		@NotNull Duration nearTimeToLive, @NotNull DataSize nearSize, @NotNull Duration unknownTimeToLive,
		@Min(1) int knownVersions) {
}
