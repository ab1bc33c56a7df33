package com.auraconnect.orders.platform.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Refreshes the counts behind the gauges from the database during each scrape, so that
 * they are right after a restart and equal on every replica.
 * <p>
 * The first gauge of a scrape starts a round, which runs all counts one after the other
 * on one thread and at most one connection. All gauges of a scrape together wait at most
 * half a second for it, so that a scrape is answered within a second whatever is down.
 * Without the database the gauges have no value.
 */
@Component
public class ScrapedCounts {

	private static final Logger log = LoggerFactory.getLogger(ScrapedCounts.class);

	/** Longest wait of all gauges of a scrape together. */
	private static final Duration MAX_WAIT = Duration.ofMillis(500);

	/**
	 * Pause after a round before a gauge starts the next: shorter than any scrape
	 * interval, longer than the rest of a scrape.
	 */
	private static final Duration PAUSE = Duration.ofMillis(500);

	private final List<ScrapedCount<?>> counts = new CopyOnWriteArrayList<>();

	private boolean isRunning;

	private long startedAt;

	private long endedAt = System.nanoTime() - PAUSE.toNanos();

	ScrapedCounts() {
	}

	/**
	 * @param count queries the database
	 */
	public <T> ScrapedCount<T> add(Supplier<T> count) {
		var added = new ScrapedCount<>(this, count);
		this.counts.add(added);
		return added;
	}

	/**
	 * Remaining time that a gauge may wait for the round. Starts a round if none is
	 * running.
	 */
	synchronized Duration remainingWait() {
		var now = System.nanoTime();
		if (!this.isRunning && now - this.endedAt >= PAUSE.toNanos()) {
			this.isRunning = true;
			this.startedAt = now;
			this.counts.forEach(ScrapedCount::begin);
			Thread.ofVirtual().name("scraped-counts").start(this::take);
		}
		return Duration.ofNanos(Math.max(0, this.startedAt + MAX_WAIT.toNanos() - now));
	}

	private synchronized void end() {
		this.isRunning = false;
		this.endedAt = System.nanoTime();
	}

	private void take() {
		try {
			var left = this.counts.iterator();
			while (left.hasNext() && isTaken(left.next())) {
				// continue with the next count
			}
			left.forEachRemaining((count) -> count.fail(new IllegalStateException("the database is unavailable")));
		}
		finally {
			end();
		}
	}

	/**
	 * Runs a count. False if there is no connection: the other counts would only wait for
	 * one too.
	 */
	private static boolean isTaken(ScrapedCount<?> count) {
		try {
			count.take();
			return true;
		}
		catch (RuntimeException ex) {
			log.debug("a gauge has no value: {}", ex.getMessage());
			count.fail(ex);
			return !(ex instanceof DataAccessResourceFailureException);
		}
	}

}
