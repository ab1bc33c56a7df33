package com.auraconnect.orders.order;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class SingleFlightTests {

	private static final int CALLERS = 40;

	private final SingleFlight<String, Integer> flights = new SingleFlight<>();

	private final AtomicInteger loads = new AtomicInteger();

	private final CountDownLatch outage = new CountDownLatch(1);

	/** Without sharing, each caller would load by itself, one after the other. */
	@Test
	void waitingCallersShareOneFailure() throws InterruptedException {
		var waiting = new AtomicInteger();
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<String>> calls = IntStream.range(0, CALLERS).<Callable<String>>mapToObj((i) -> () -> {
				waiting.incrementAndGet();
				try {
					return "loaded " + this.flights.get("key", this::fail);
				}
				catch (IllegalStateException ex) {
					return ex.getMessage();
				}
			}).toList();
			var answers = calls.stream().map(executor::submit).toList();
			await().until(() -> waiting.get() == CALLERS && this.loads.get() == 1);
			this.outage.countDown();
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.get()).isEqualTo("down"));
		}
		assertThat(this.loads.get()).as("a caller that arrives after the load may load again").isLessThan(CALLERS / 4);
	}

	@Test
	void aFailedLoadIsRepeatedByTheNextCall() {
		this.outage.countDown();
		assertThat(catchThrowable(() -> this.flights.get("key", this::fail))).hasMessage("down");
		assertThat(this.flights.get("key", () -> 7)).isEqualTo(7);
	}

	@Test
	void resultsAreNotCached() {
		assertThat(this.flights.get("key", () -> 1)).isEqualTo(1);
		assertThat(this.flights.get("key", () -> 2)).isEqualTo(2);
	}

	private Integer fail() {
		this.loads.incrementAndGet();
		try {
			this.outage.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("down");
	}

}
