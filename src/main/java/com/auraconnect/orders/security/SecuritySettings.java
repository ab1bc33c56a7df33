package com.auraconnect.orders.security;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who is believed.
 *
 * @param trustedProxies the addresses or networks (CIDR) whose {@code X-Forwarded-For} is
 * @param corsOrigins the origins, such as {@code https://app.example}, whose pages may
 * call the API from a browser
 */
@Validated
@ConfigurationProperties("orders.security")
record SecuritySettings(@NotNull List<String> trustedProxies, @NotNull List<String> corsOrigins) {
}
