package com.auraconnect.orders.clients;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Endpoints of the partner services. Retries, circuit breakers, bulkheads and the time
 * limit over all attempts are set under {@code resilience4j}.
 *
 * @param inventoryCheck the stock check that a guest waits for and that an order can do
 * without
 */
@Validated
@ConfigurationProperties("orders.partners")
public record PartnerSettings(@NotNull @Valid Endpoint menu, @NotNull @Valid Endpoint inventory,
		@NotNull @Valid Endpoint inventoryCheck, @NotNull @Valid Endpoint payment, @NotNull @Valid Endpoint customer,
		@NotNull @Valid Endpoint notification, @NotNull @Valid Endpoint analytics) {

	/**
	 * Endpoint of a service, for one kind of call.
	 *
	 * @param url base URL
	 * @param connectTimeout limit for opening a connection
	 * @param responseTimeout limit for an attempt's response to begin, and between two
	 * reads of it
	 * @param maxConnections maximum number of concurrent calls
	 */
	public record Endpoint(@NotNull URI url, @NotNull Duration connectTimeout, @NotNull Duration responseTimeout,
			@Min(1) int maxConnections) {
	}

}
