package com.auraconnect.orders.web;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much the service listens to.
 *
 * @param pathLimit the longest path with its query
 * @param headersLimit all headers together
 * @param bodyLimit the largest body of a request
 * @param batchBodyLimit the same for a request that carries many orders
 * @param swallowedLimit how much of a body that is not wanted is read nevertheless
 * @param bodyPatience how long a body may take to arrive
 */
@Validated
@ConfigurationProperties("orders.web")
record WebSettings(@NotNull DataSize pathLimit, @NotNull DataSize headersLimit, @NotNull DataSize bodyLimit,
		@NotNull DataSize batchBodyLimit, @NotNull DataSize swallowedLimit, @NotNull Duration bodyPatience) {

	DataSize limit(BodySize size) {
		return switch (size) {
			case SINGLE -> this.bodyLimit;
			case BATCH -> this.batchBodyLimit;
		};
	}

}
