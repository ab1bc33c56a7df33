package com.auraconnect.orders.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much the service listens to.
 *
 * @param bodyLimit the largest body of a request
 * @param batchBodyLimit the same for a request that carries many orders
 */
@Validated
@ConfigurationProperties("orders.web")
record WebSettings(@NotNull DataSize bodyLimit, @NotNull DataSize batchBodyLimit) {

	DataSize limit(BodySize size) {
		return switch (size) {
			case SINGLE -> this.bodyLimit;
			case BATCH -> this.batchBodyLimit;
		};
	}

}
