package com.auraconnect.orders.closing;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how the bookings of business days follow the orders.
 *
 * @param interval pause between two rounds; a report or closing books what is missing
 * itself
 * @param batchSize events or orders booked by one statement
 * @param batchesOfRequest statements after which a request leaves the rest to the
 * background task
 * @param patience how long a closing waits for the numbers of the newest events
 * @param daysBack number of days after which a day can no longer be closed
 */
@Validated
@ConfigurationProperties("orders.closings")
public record ClosingSettings(@NotNull Duration interval, @Min(1) int batchSize, @Min(1) int batchesOfRequest,
		@NotNull Duration patience, @Min(1) int daysBack) {
}
