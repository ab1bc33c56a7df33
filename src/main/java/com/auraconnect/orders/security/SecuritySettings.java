package com.auraconnect.orders.security;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Trusted proxies and origins.
 *
 * @param trustedProxies addresses or networks (CIDR) of proxies whose
 * {@code X-Forwarded-For} is trusted
 * @param corsOrigins origins, such as {@code https://app.example}, whose pages may call
 * the API from a browser
 */
@Validated
@ConfigurationProperties("orders.security")
public record SecuritySettings(@NotNull List<String> trustedProxies, @NotNull List<String> corsOrigins) {
}
