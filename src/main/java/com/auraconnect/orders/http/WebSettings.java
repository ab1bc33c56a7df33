package com.auraconnect.orders.http;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the web server.
 *
 * @param pathLimit longest path with its query
 * @param headersLimit total size of all headers of a request
 * @param bodyLimit largest body of a request
 * @param batchBodyLimit largest body of a request with many orders
 * @param tokensLimit names, values, brackets and braces in the JSON of a body
 * @param batchTokensLimit the same for a request with many orders
 * @param smallBody bodies up to this size need no permits
 * @param largeBodies total size of all larger bodies in progress
 * @param batchBodies total size of all bodies in progress with many orders
 * @param roomPatience how long a body waits for its permits
 * @param swallowedLimit bytes of an unwanted body that are read and discarded
 * @param swallowedAtOnce number of requests whose bodies are discarded at the same time
 * @param bodyPatience time within which a body must arrive
 * @param requests number of requests in progress
 * @param probes number of probe and metrics requests in progress; liveness has as many
 * again
 * @param requestPatience how long a request waits for its permit
 * @param readBuffer size of a connection's read buffer
 * @param writeBuffer size of a connection's write buffer
 * @param drain time before a shutdown in which requests are still served, while clients
 * and proxies turn to other replicas; zero stops at once
 */
@Validated
@ConfigurationProperties("orders.web")
public record WebSettings(@NotNull DataSize pathLimit, @NotNull DataSize headersLimit, @NotNull DataSize bodyLimit,
		@NotNull DataSize batchBodyLimit, @Min(1) int tokensLimit, @Min(1) int batchTokensLimit,
		@NotNull DataSize smallBody, @NotNull DataSize largeBodies, @NotNull DataSize batchBodies,
		@NotNull Duration roomPatience, @NotNull DataSize swallowedLimit, @Min(0) int swallowedAtOnce,
		@NotNull Duration bodyPatience, @Min(1) int requests, @Min(1) int probes, @NotNull Duration requestPatience,
		@NotNull DataSize readBuffer, @NotNull DataSize writeBuffer, @NotNull Duration drain) {

	/**
	 * Requires memory for one body of the largest size, which would otherwise wait in
	 * vain.
	 */
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
