package com.auraconnect.orders.cache;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How orders are cached.
 *
 * @param timeToLive how long Redis keeps an order that nobody changes
 */
@Validated
@ConfigurationProperties("orders.cache")
public record CacheSettings(@NotNull Duration timeToLive) {
}
