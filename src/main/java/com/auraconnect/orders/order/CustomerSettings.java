package com.auraconnect.orders.order;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the customer replica.
 *
 * @param fresh how long fetched details count as fresh and are not fetched again
 * @param interval pause between two runs that fetch customer details
 * @param batch maximum number of customers of one run
 */
@Validated
@ConfigurationProperties("orders.customers")
public record CustomerSettings(@NotNull Duration fresh, @NotNull Duration interval, @Min(1) int batch) {
}
