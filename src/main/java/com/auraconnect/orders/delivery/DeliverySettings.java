package com.auraconnect.orders.delivery;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How events are handed on to partners.
 *
 * @param interval how long an event may wait for the next round
 * @param batchSize how many events of a feed are read at once, and may be told again
 * after a crash
 * @param feedsAtOnce how many feeds of one consumer are worked on at once
 */
@Validated
@ConfigurationProperties("orders.delivery")
public record DeliverySettings(@NotNull Duration interval, @Min(1) int batchSize, @Min(1) int feedsAtOnce) {
}
