package com.auraconnect.orders.security;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

class LocalQuotaTests {

	private static final int LIMIT = 100;

	private static final int THREADS = 8;

	/** All of them find the shared budget away at the same moment. */
	@RepeatedTest(200)
	void aReplicasOwnBudgetIsOneHoweverManyBeginItAtOnce() throws InterruptedException {
		var allowance = new LocalQuota(LIMIT, Duration.ofMinutes(1));
		var start = new CountDownLatch(1);
		var kept = new AtomicInteger();
		try (var callers = Executors.newFixedThreadPool(THREADS)) {
			for (int i = 0; i < THREADS; i++) {
				callers.submit(() -> {
					start.await();
					for (int j = 0; j < LIMIT; j++) {
						kept.addAndGet(allowance.spendOwn().isKept() ? 1 : 0);
					}
					return null;
				});
			}
			start.countDown();
		}
		assertThat(kept).hasValue(LIMIT);
	}

}
