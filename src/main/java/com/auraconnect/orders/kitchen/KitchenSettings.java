package com.auraconnect.orders.kitchen;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the kitchen queue.
 *
 * @param queueLimit maximum number of orders on a page of a queue, and of those that the
 * all-day counts cover
 */
@Validated
@ConfigurationProperties("orders.kitchen")
public record KitchenSettings(@Min(1) int queueLimit) {
}
