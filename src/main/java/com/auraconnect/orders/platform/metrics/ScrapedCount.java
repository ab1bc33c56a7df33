package com.auraconnect.orders.platform.metrics;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/** A count in the database behind some gauges; {@link ScrapedCounts} refreshes it. */
public final class ScrapedCount<T> {

	/** Longest use of an old result: an older number misleads more than none. */
	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final ScrapedCounts counts;

	private final Supplier<T> count;

	private volatile CompletableFuture<T> current = CompletableFuture
		.failedFuture(new IllegalStateException("not counted yet"));

	private volatile @Nullable Counted<T> last;

	ScrapedCount(ScrapedCounts counts, Supplier<T> count) {
		this.counts = counts;
		this.count = count;
	}

	/** A result and its {@link System#nanoTime()}. */
	private record Counted<T>(T result, long at) {
	}

	/**
	 * Value of a gauge. NaN while the database does not answer; a value of up to a minute
	 * ago while a count takes longer than a scrape can wait.
	 */
	public double show(ToDoubleFunction<T> gauge) {
		var wait = this.counts.remainingWait();
		try {
			return gauge.applyAsDouble(this.current.get(wait.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (TimeoutException ex) {
			var previous = this.last;
			return (previous != null && System.nanoTime() - previous.at() < MAX_AGE.toNanos())
					? gauge.applyAsDouble(previous.result()) : Double.NaN;
		}
		catch (ExecutionException ex) {
			return Double.NaN;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Double.NaN;
		}
	}

	/** Starts a round: gauges wait for a new result. */
	void begin() {
		this.current = new CompletableFuture<>();
	}

	/**
	 * Runs the count.
	 * @throws RuntimeException if the database does not answer
	 */
	void take() {
		var result = Tenancy.everyTenant().call(this.count::get);
		this.last = new Counted<>(result, System.nanoTime());
		this.current.complete(result);
	}

	/** Ends the round without a result. */
	void fail(RuntimeException failure) {
		this.current.completeExceptionally(failure);
	}

}
