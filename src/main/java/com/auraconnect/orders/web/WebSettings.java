package com.auraconnect.orders.web;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
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
 * @param tokensLimit names, values, brackets and braces in the JSON of a body
 * @param batchTokensLimit the same for a request that carries many orders
 * @param smallBody up to there a body needs no room
 * @param largeBodies the room of all larger bodies under way
 * @param batchBodies the same for requests that carry many orders
 * @param roomPatience how long a body waits for room
 * @param swallowedLimit how much of a body that is not wanted is read nevertheless
 * @param swallowedAtOnce of so many requests
 * @param bodyPatience how long a body may take to arrive
 * @param requests under way at once
 * @param probes the same for health and metrics, and once more for liveness
 * @param requestPatience how long a request waits for its place
 * @param readBuffer of a connection
 * @param writeBuffer of a connection
 */
@Validated
@ConfigurationProperties("orders.web")
record WebSettings(@NotNull DataSize pathLimit, @NotNull DataSize headersLimit, @NotNull DataSize bodyLimit,
		@NotNull DataSize batchBodyLimit, @Min(1) int tokensLimit, @Min(1) int batchTokensLimit,
		@NotNull DataSize smallBody, @NotNull DataSize largeBodies, @NotNull DataSize batchBodies,
		@NotNull Duration roomPatience, @NotNull DataSize swallowedLimit, @Min(0) int swallowedAtOnce,
		@NotNull Duration bodyPatience, @Min(1) int requests, @Min(1) int probes, @NotNull Duration requestPatience,
		@NotNull DataSize readBuffer, @NotNull DataSize writeBuffer) {

	/** A body for which there can never be room would always wait in vain. */
	@AssertTrue(message = "large-bodies and batch-bodies must hold one body of the largest size")
	boolean isRoomForOne() {
		return this.largeBodies.compareTo(this.bodyLimit) >= 0 && this.batchBodies.compareTo(this.batchBodyLimit) >= 0;
	}

	DataSize limit(BodySize size) {
		return switch (size) {
			case SINGLE -> this.bodyLimit;
			case BATCH -> this.batchBodyLimit;
		};
	}

	int tokens(BodySize size) {
		return switch (size) {
			case SINGLE -> this.tokensLimit;
			case BATCH -> this.batchTokensLimit;
		};
	}

}
