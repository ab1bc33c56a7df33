package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FixedWindowTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** A clock value close to overflow, which {@link System#nanoTime()} may return. */
	private static final long NOW = Long.MAX_VALUE - 5;

	private final FixedWindow window = new FixedWindow(100);

	@Test
	void aNewWindowHasNoPermits() {
		assertThat(this.window.spend(NOW)).isEmpty();
	}

	@Test
	void grantedPermitsAreUsedBeforeMoreAreFetched() {
		this.window.add(new PermitBatch(2, 60, MINUTE), NOW);

		assertThat(this.window.spend(NOW)).hasValue(new RateLimit(true, 100, 61, MINUTE));
		assertThat(this.window.spend(NOW)).hasValue(new RateLimit(true, 100, 60, MINUTE));
		assertThat(this.window.spend(NOW)).isEmpty();
	}

	@Test
	void anExhaustedQuotaRefusesUntilTheWindowEnds() {
		this.window.add(new PermitBatch(1, 0, MINUTE), NOW);
		this.window.spend(NOW);

		var later = NOW + Duration.ofSeconds(59).toNanos();
		assertThat(this.window.spend(later)).hasValue(new RateLimit(false, 100, 0, Duration.ofSeconds(1)));
		assertThat(this.window.spend(NOW + MINUTE.toNanos())).isEmpty();
	}

	@Test
	void grantsOfOneWindowAddUp() {
		this.window.add(new PermitBatch(2, 60, MINUTE), NOW);
		this.window.add(new PermitBatch(3, 50, MINUTE), NOW);

		assertThat(this.window.spend(NOW)).map(RateLimit::remaining).hasValue(54L);
	}

	@Test
	void unusedPermitsOfAnEarlierWindowAreLost() {
		this.window.add(new PermitBatch(2, 60, MINUTE), NOW);
		var next = NOW + MINUTE.toNanos();
		this.window.add(new PermitBatch(3, 97, MINUTE), next);

		assertThat(this.window.spend(next)).map(RateLimit::remaining).hasValue(99L);
	}

	@Test
	void secondsAreRoundedUp() {
		assertThat(new RateLimit(false, 100, 0, Duration.ofMillis(41_001)).resetSeconds()).isEqualTo(42);
		assertThat(new RateLimit(false, 100, 0, Duration.ofSeconds(42)).resetSeconds()).isEqualTo(42);
		assertThat(new RateLimit(false, 100, 0, Duration.ZERO).resetSeconds()).isEqualTo(1);
	}

}
