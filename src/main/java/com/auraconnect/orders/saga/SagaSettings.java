package com.auraconnect.orders.saga;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how sagas are retried while a partner does not answer, and how long an order may
 * stay pending.
 *
 * @param followUp delay after which the schedule takes over what a request or a first run
 * has left undone; longer than a request can take
 * @param firstRuns how many first runs of sagas a replica executes at once
 * @param firstRunsWaiting how many more may queue for that; the rest is left to the
 * schedule
 * @param firstRetry pause after the first failure
 * @param retryFactor growth of each further pause
 * @param longestRetry cap of the pause
 * @param attempts how often a saga is tried before it is parked
 * @param unusableAttempts how often it is tried while a partner's answer cannot be used
 * @param pendingTimeout how long an order may wait to be confirmed
 * @param timeoutInterval how often overdue orders are looked for
 */
@Validated
@ConfigurationProperties("orders.saga")
public record SagaSettings(@NotNull Duration followUp, @Min(1) int firstRuns, @Min(1) int firstRunsWaiting,
		@NotNull Duration firstRetry, @DecimalMin("1.0") double retryFactor, @NotNull Duration longestRetry,
		@Min(1) int attempts, @Min(1) int unusableAttempts, @NotNull Duration pendingTimeout,
		@NotNull Duration timeoutInterval) {
}
