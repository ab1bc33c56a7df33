package com.auraconnect.orders.idempotency;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how long idempotency records are kept.
 *
 * @param keep minimum retention of a record
 * @param purgeInterval how often expired records are deleted
 * @param purgeBatch how many are deleted at once, so that no lock is held long
 */
@Validated
@ConfigurationProperties("orders.idempotency")
public record IdempotencySettings(@NotNull Duration keep, @NotNull Duration purgeInterval, @Min(1) int purgeBatch) {
}
