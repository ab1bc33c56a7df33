package com.auraconnect.orders.saga;

import java.time.Duration;

import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

class CappedBackoffTests {

	private static final SagaSettings SETTINGS = new SagaSettings(Duration.ofSeconds(10), 1, 1, Duration.ofSeconds(1),
			2.0, Duration.ofSeconds(30), 10, 20, Duration.ofHours(2), Duration.ofSeconds(30));

	private final CappedBackoff backoff = new CappedBackoff(SETTINGS);

	@RepeatedTest(20)
	void aPauseGrowsWithEachFailure() {
		assertThat(this.backoff.pause(0)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1000));
		assertThat(this.backoff.pause(3)).isBetween(Duration.ofMillis(6000), Duration.ofMillis(8000));
	}

	@RepeatedTest(20)
	void aPauseIsCappedHoweverManyFailures() {
		assertThat(this.backoff.pause(10)).isBetween(Duration.ofMillis(22_500), Duration.ofSeconds(30));
		assertThat(this.backoff.pause(Integer.MAX_VALUE)).isBetween(Duration.ofMillis(22_500), Duration.ofSeconds(30));
	}

}
