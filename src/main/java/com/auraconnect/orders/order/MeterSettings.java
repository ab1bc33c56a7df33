package com.auraconnect.orders.order;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of metrics by tenant and location.
 *
 * @param tenants tenants with a label of their own
 * @param locations locations with a label of their own, over all tenants
 */
@Validated
@ConfigurationProperties("orders.meters")
record MeterSettings(@Min(0) int tenants, @Min(0) int locations) {
}
