package com.auraconnect.orders.order;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Size limits of an order.
 *
 * @param lines maximum number of lines, including those taken off
 */
@Validated
@ConfigurationProperties("orders.limits")
public record OrderLimits(@Min(1) int lines) {
}
