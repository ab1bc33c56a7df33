package com.auraconnect.orders.order;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How customers' details are kept up.
 *
 * @param fresh so long what the customer service has said of somebody is not asked again
 * @param interval how often it is looked for customers whose details are wanted
 * @param batch how many customers are looked up one after the other
 */
@Validated
@ConfigurationProperties("orders.customers")
public record CustomerSettings(@NotNull Duration fresh, @NotNull Duration interval, @Min(1) int batch) {
}
