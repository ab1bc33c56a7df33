package com.auraconnect.orders.kitchen;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the kitchen queue.
 *
 * @param queueLimit maximum number of orders on a page of a queue, and of those that the
 * all-day counts cover
 * @param displaysLimit maximum number of displays that acknowledge an order; the queue
 * lists them
 * @param meteredLocations maximum number of locations with gauges of their own
 */
@Validated
@ConfigurationProperties("orders.kitchen")
public record KitchenSettings(@Min(1) int queueLimit, @Min(1) int displaysLimit, @Min(1) int meteredLocations) {
}
