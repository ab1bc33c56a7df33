package com.auraconnect.orders.testing;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Repeats a request under its {@code Idempotency-Key} while the service answers
 * {@code IDEMPOTENCY_IN_PROGRESS}, as a terminal does. Safe for use by many threads.
 *
 * @param turnedAway counts these answers
 */
public record RetryingClient(LongAdder turnedAway) {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	public RetryingClient() {
		this(new LongAdder());
	}

	/** Places an order under that key; returns the first final answer. */
	public Answer order(ServiceClient client, String key, Object body) {
		return post(client, key, "/api/v1/orders", body);
	}

	/** Posts a body to that path under that key; returns the first final answer. */
	public Answer post(ServiceClient client, String key, String path, Object body) {
		ServiceClient keyed = client.withKey(key);
		return await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(25))
			.pollInSameThread()
			.atMost(PATIENCE)
			.until(() -> keyed.post(path, body), this::isFinal);
	}

	private boolean isFinal(Answer answer) {
		if (!answer.text("/code").equals("IDEMPOTENCY_IN_PROGRESS")) {
			return true;
		}
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.header("Retry-After")).isPresent();
		this.turnedAway.increment();
		return false;
	}

}
