package com.auraconnect.orders.clients;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the partner services are reached. Retries, circuit breakers, bulkheads and the time
 * for all attempts together are set under {@code resilience4j}.
 *
 * @param inventoryCheck the check that a guest waits for, and that an order can do
 * without
 */
@Validated
@ConfigurationProperties("orders.partners")
public record PartnerSettings(@NotNull @Valid Endpoint menu, @NotNull @Valid Endpoint inventory,
		@NotNull @Valid Endpoint inventoryCheck, @NotNull @Valid Endpoint payment, @NotNull @Valid Endpoint customer,
		@NotNull @Valid Endpoint notification, @NotNull @Valid Endpoint analytics) {

	/**
	 * One service, for one kind of call.
	 *
	 * @param url where it is
	 * @param connectTimeout for a new connection
	 * @param responseTimeout for the answer to one attempt to begin, or to go on
	 * @param maxConnections how many calls may be under way at once
	 */
	public record Endpoint(@NotNull URI url, @NotNull Duration connectTimeout, @NotNull Duration responseTimeout,
			@Min(1) int maxConnections) {
	}

}
