package com.auraconnect.orders.schedule;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how scheduled orders are fired.
 *
 * @param interval how often a replica looks for due orders
 * @param planInterval how often it looks for orders whose location has changed
 * @param batch maximum number of orders read at once
 * @param atOnce how many orders a replica fires at the same time
 */
@Validated
@ConfigurationProperties("orders.schedule")
record ScheduleSettings(@NotNull Duration interval, @NotNull Duration planInterval, @Min(1) int batch,
		@Min(1) int atOnce) {
}
