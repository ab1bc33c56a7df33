package com.auraconnect.orders.reports;

import java.time.Duration;
import java.time.Period;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how reports follow the orders.
 *
 * @param interval pause between two rounds of counting
 * @param batchSize events of a feed counted in one transaction
 * @param recountBatch orders counted with one statement of a recount
 * @param retry pause before a failed recount is tried again
 * @param longestRange longest range of days of a report
 */
@Validated
@ConfigurationProperties("orders.reports")
public record ReportSettings(@NotNull Duration interval, @Min(1) int batchSize, @Min(1) int recountBatch,
		@NotNull Duration retry, @NotNull Period longestRange) {
}
