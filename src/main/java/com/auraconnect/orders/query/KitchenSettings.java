package com.auraconnect.orders.query;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What a kitchen is shown.
 *
 * @param queueLimit the most orders of a location at once, the oldest ones
 */
@Validated
@ConfigurationProperties("orders.kitchen")
public record KitchenSettings(@Min(1) int queueLimit) {
}
