package com.auraconnect.orders.idempotency;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are kept.
 *
 * @param keep at least so long
 * @param purgeInterval how often expired ones are removed
 * @param purgeBatch how many at once, so that no lock is held long
 */
@Validated
@ConfigurationProperties("orders.idempotency")
public record IdempotencySettings(@NotNull Duration keep, @NotNull Duration purgeInterval, @Min(1) int purgeBatch) {
}
