package com.auraconnect.orders.events;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How events are relayed.
 *
 * @param batchSize how many events are numbered and published at once
 * @param streamLength about how many events a location's stream keeps
 * @param pollInterval how long an event may wait when the relay was not woken for it
 * @param takeoverInterval how often a replica that is not the relay asks whether there is
 * none
 * @param publishTimeout how long Redis may take to acknowledge a batch
 */
@Validated
@ConfigurationProperties("orders.events")
public record EventSettings(@Min(1) int batchSize, @Min(1) long streamLength, @NotNull Duration pollInterval,
		@NotNull Duration takeoverInterval, @NotNull Duration publishTimeout) {
}
