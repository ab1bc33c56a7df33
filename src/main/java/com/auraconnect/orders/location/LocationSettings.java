package com.auraconnect.orders.location;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of locations.
 *
 * @param selfService whether a tenant is made with its first location
 * @param tenantLimit maximum number of locations of a tenant
 * @param itemsOutLimit maximum number of items that a location is out of
 * @param confirmedFor how long a replica may use its cached locations after the database
 * has confirmed that it knows all changes
 * @param cacheSize memory of the cached locations, in units of some 64 bytes
 */
@Validated
@ConfigurationProperties("orders.locations")
record LocationSettings(boolean selfService, @Min(1) int tenantLimit, @Min(1) int itemsOutLimit,
		@NotNull Duration confirmedFor, @Min(1000) int cacheSize) {
}
