package com.auraconnect.orders.kitchen;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the kitchen queue.
 *
 * @param queueLimit maximum number of orders shown for a location, oldest first
 */
@Validated
@ConfigurationProperties("orders.kitchen")
public record KitchenSettings(@Min(1) int queueLimit) {
}
