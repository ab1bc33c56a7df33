package com.auraconnect.orders.reports;

import java.time.Duration;
import java.time.Period;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the reports follow the orders.
 *
 * @param interval how long an event may wait for the next round
 * @param batchSize how many events of a feed are counted in one transaction
 * @param recountBatch how many orders are counted with one statement of a recount
 * @param retry how long a recount that failed waits for its next attempt
 * @param longestRange how far apart the days of a report may be
 */
@Validated
@ConfigurationProperties("orders.reports")
public record ReportSettings(@NotNull Duration interval, @Min(1) int batchSize, @Min(1) int recountBatch,
		@NotNull Duration retry, @NotNull Period longestRange) {
}
