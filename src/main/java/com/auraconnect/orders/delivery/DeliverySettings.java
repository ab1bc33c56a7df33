package com.auraconnect.orders.delivery;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of event delivery to partners.
 *
 * @param interval pause between two delivery rounds
 * @param batchSize how many events of a feed are read at once for a partner that gets
 * them one by one; as many may be delivered again after a crash
 * @param analyticsBatch how many events of a feed one call to analytics has at most
 * @param feedsAtOnce how many feeds of one consumer are delivered at once
 */
@Validated
@ConfigurationProperties("orders.delivery")
public record DeliverySettings(@NotNull Duration interval, @Min(1) int batchSize, @Min(1) @Max(100) int analyticsBatch,
		@Min(1) int feedsAtOnce) {
}
