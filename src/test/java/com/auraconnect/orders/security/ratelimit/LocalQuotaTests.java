package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

class LocalQuotaTests {

	private static final int LIMIT = 100;

	private static final int THREADS = 8;

	/** All threads find the shared quota unavailable at the same moment. */
	@RepeatedTest(200)
	void theOwnQuotaIsStartedOnceByConcurrentRequests() throws InterruptedException {
		var quota = new LocalQuota(LIMIT, Duration.ofMinutes(1));
		var start = new CountDownLatch(1);
		var allowed = new AtomicInteger();
		try (var callers = Executors.newFixedThreadPool(THREADS)) {
			for (int i = 0; i < THREADS; i++) {
				callers.submit(() -> {
					start.await();
					for (int j = 0; j < LIMIT; j++) {
						allowed.addAndGet(quota.spendOwn().isAllowed() ? 1 : 0);
					}
					return null;
				});
			}
			start.countDown();
		}
		assertThat(allowed).hasValue(LIMIT);
	}

}
