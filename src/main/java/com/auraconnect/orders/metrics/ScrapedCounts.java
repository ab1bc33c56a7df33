package com.auraconnect.orders.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Counts in the database what the gauges of one scrape show: right after a restart, and
 * the same on every replica.
 * <p>
 * The first gauge of a scrape begins a round, in which all counts are taken one after the
 * other, on one thread and at most one connection. All gauges of the scrape together wait
 * for it no longer than half a second, so that a scrape is answered within a second
 * whatever is down. Without the database there is no number.
 */
@Component
public class ScrapedCounts {

	private static final Logger log = LoggerFactory.getLogger(ScrapedCounts.class);

	/** For all gauges of a scrape together. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	/** Shorter than any scrape interval, longer than the rest of a scrape. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(500);

	private final List<ScrapedCount<?>> counts = new CopyOnWriteArrayList<>();

	private boolean isUnderWay;

	private long begun;

	private long ended = System.nanoTime() - ONE_SCRAPE.toNanos();

	ScrapedCounts() {
	}

	/**
	 * Adds a count.
	 * @param count asks the database
	 */
	public <T> ScrapedCount<T> add(Supplier<T> count) {
		var added = new ScrapedCount<>(this, count);
		this.counts.add(added);
		return added;
	}

	/** How long a gauge may wait for the round, which it begins if none is under way. */
	synchronized Duration patience() {
		var now = System.nanoTime();
		if (!this.isUnderWay && now - this.ended >= ONE_SCRAPE.toNanos()) {
			this.isUnderWay = true;
			this.begun = now;
			this.counts.forEach(ScrapedCount::begin);
			Thread.ofVirtual().name("scraped-counts").start(this::take);
		}
		return Duration.ofNanos(Math.max(0, this.begun + PATIENCE.toNanos() - now));
	}

	private synchronized void end() {
		this.isUnderWay = false;
		this.ended = System.nanoTime();
	}

	private void take() {
		try {
			var left = this.counts.iterator();
			while (left.hasNext() && isTaken(left.next())) {
				// the next one
			}
			left.forEachRemaining((count) -> count.fail(new IllegalStateException("the database is away")));
		}
		finally {
			end();
		}
	}

	/**
	 * Not if there is no connection, of which the other counts would wait for one too.
	 */
	private static boolean isTaken(ScrapedCount<?> count) {
		try {
			count.take();
			return true;
		}
		catch (RuntimeException ex) {
			log.debug("a gauge has no number: {}", ex.getMessage());
			count.fail(ex);
			return !(ex instanceof DataAccessResourceFailureException);
		}
	}

}
