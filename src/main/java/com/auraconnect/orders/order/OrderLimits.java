package com.auraconnect.orders.order;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How large an order can grow.
 *
 * @param lines on an order in all, those that were taken off included
 */
@Validated
@ConfigurationProperties("orders.limits")
public record OrderLimits(@Min(1) int lines) {
}
