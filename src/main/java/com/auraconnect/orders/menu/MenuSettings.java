package com.auraconnect.orders.menu;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how long answers of the menu service are used.
 *
 * @param fresh how long an answer is used without asking again
 * @param servedBehind how long it may be used while the menu service is asked again
 * @param patience how long an order waits for the new answer before it uses the old one
 * @param usable how long an answer is used while the menu service is away
 * @param storeAgain how often an unchanged answer is stored
 * @param items maximum number of cached items
 * @param purgeInterval how often unusable answers are deleted from the database
 */
@Validated
@ConfigurationProperties("orders.menu")
public record MenuSettings(@NotNull Duration fresh, @NotNull Duration servedBehind, @NotNull Duration patience,
		@NotNull Duration usable, @NotNull Duration storeAgain, @Min(1) long items, @NotNull Duration purgeInterval) {
}
