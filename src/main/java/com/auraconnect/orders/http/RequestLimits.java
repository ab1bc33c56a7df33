package com.auraconnect.orders.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Size limits of requests.
 *
 * @param items lines in one request
 * @param quantity quantity of an item or modifier
 * @param modifiers modifiers of one item
 * @param text characters of a note, a reason or an instruction; the database holds no
 * more than 500
 */
@Validated
@ConfigurationProperties("orders.limits")
public record RequestLimits(@Min(1) int items, @Min(1) int quantity, @Min(0) int modifiers,
		@Min(1) @Max(500) int text) {
}
