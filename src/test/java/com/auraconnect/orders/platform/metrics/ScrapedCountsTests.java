package com.auraconnect.orders.platform.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapedCountsTests {

	private final ScrapedCounts counts = new ScrapedCounts();

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void gaugesShowTheResultOfTheCount() {
		var orders = this.counts.add(() -> 7);
		assertThat(orders.show(Integer::doubleValue)).isEqualTo(7);
		assertThat(orders.show((found) -> found * 2)).isEqualTo(14);
	}

	/** Otherwise each of fourteen gauges would wait for the pool's timeout. */
	@Test
	void aScrapeIsAnsweredWithinASecondWhenTheDatabaseHangs() {
		var silence = new CountDownLatch(1);
		List<ScrapedCount<Integer>> gauges = IntStream.range(0, 14).mapToObj((i) -> this.counts.add(() -> {
			await(silence);
			return i;
		})).toList();
		long begin = System.nanoTime();
		assertThat(gauges).allSatisfy((gauge) -> assertThat(gauge.show(Integer::doubleValue)).isNaN());
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
		silence.countDown();
	}

	@Test
	void withoutAConnectionTheRemainingCountsAreSkipped() {
		List<ScrapedCount<Integer>> gauges = IntStream.range(0, 14).mapToObj((i) -> this.counts.<Integer>add(() -> {
			this.asked.incrementAndGet();
			throw new DataAccessResourceFailureException("no connection");
		})).toList();
		assertThat(gauges).allSatisfy((gauge) -> assertThat(gauge.show(Integer::doubleValue)).isNaN());
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void aFailedCountDoesNotAffectTheOthers() {
		var broken = this.counts.<Integer>add(() -> {
			throw new IllegalStateException("no such column");
		});
		var orders = this.counts.add(() -> 7);
		assertThat(broken.show(Integer::doubleValue)).isNaN();
		assertThat(orders.show(Integer::doubleValue)).isEqualTo(7);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
