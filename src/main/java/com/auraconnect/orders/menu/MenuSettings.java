package com.auraconnect.orders.menu;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long the menu service's answers are good for.
 *
 * @param fresh so long nobody asks again
 * @param servedBehind so long an answer may be used while the menu is asked again
 * @param patience how long an order waits for the new answer before it uses the old one
 * @param usable so long an answer is used while the menu service is away
 * @param storeAgain an answer that says nothing new is stored this often
 * @param items how many items are kept in memory
 * @param purgeInterval how often unusable answers are removed from the database
 */
@Validated
@ConfigurationProperties("orders.menu")
public record MenuSettings(@NotNull Duration fresh, @NotNull Duration servedBehind, @NotNull Duration patience,
		@NotNull Duration usable, @NotNull Duration storeAgain, @Min(1) long items, @NotNull Duration purgeInterval) {
}
