package com.auraconnect.orders.saga;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How sagas are repeated while a partner does not answer, and how long an order waits.
 *
 * @param followUp when the schedule looks after what a request, or the replica that has
 * started a saga, is doing itself; longer than a request can take
 * @param inlineExecutor how many sagas a replica runs for the first time at once
 * @param firstRunsWaiting how many more may wait for that; what is over that is left to
 * the schedule
 * @param firstRetry how long after the first failure
 * @param retryFactor how much longer each further time
 * @param longestRetry the longest pause, however often it has failed
 * @param attempts how often a saga is tried before it is parked
 * @param unusableAttempts the same while a partner's answer cannot be used
 * @param pendingTimeout how long an order may wait to be confirmed
 * @param timeoutInterval how late that may be noticed
 */
@Validated
@ConfigurationProperties("orders.saga")
public record SagaSettings(@NotNull Duration followUp, @Min(1) int inlineExecutor, @Min(1) int firstRunsWaiting,
		@NotNull Duration firstRetry, @DecimalMin("1.0") double retryFactor, @NotNull Duration longestRetry,
		@Min(1) int attempts, @Min(1) int unusableAttempts, @NotNull Duration pendingTimeout,
		@NotNull Duration timeoutInterval) {
}
