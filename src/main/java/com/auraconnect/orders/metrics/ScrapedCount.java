package com.auraconnect.orders.metrics;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.tenancy.Tenancy;

/** A count in the database that some gauges show, taken by {@link ScrapedCounts}. */
public final class ScrapedCount<T> {

	/** A number that is older misleads more than none. */
	private static final Duration KNOWN = Duration.ofMinutes(1);

	private final ScrapedCounts counts;

	private final Supplier<T> count;

	private volatile CompletableFuture<T> current = CompletableFuture
		.failedFuture(new IllegalStateException("not counted yet"));

	private volatile @Nullable Counted<T> last;

	ScrapedCount(ScrapedCounts counts, Supplier<T> count) {
		this.counts = counts;
		this.count = count;
	}

	/**
	 * A result, and when it was counted, by the system's timer.
	 */
	private record Counted<T>(T result, long at) {
	}

	/**
	 * The number that a gauge shows. Not a number while the database does not answer; one
	 * of a minute ago at most while it takes longer than a scrape can wait.
	 */
	public double show(ToDoubleFunction<T> gauge) {
		var patience = this.counts.patience();
		try {
			return gauge.applyAsDouble(this.current.get(patience.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (TimeoutException ex) {
			var known = this.last;
			return (known != null && System.nanoTime() - known.at() < KNOWN.toNanos())
					? gauge.applyAsDouble(known.result()) : Double.NaN;
		}
		catch (ExecutionException ex) {
			return Double.NaN;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Double.NaN;
		}
	}

	/** Makes the gauges wait for a new result. */
	void begin() {
		this.current = new CompletableFuture<>();
	}

	/**
	 * Asks the database.
	 * @throws RuntimeException if it does not answer
	 */
	void take() {
		var result = Tenancy.everyTenant().call(this.count::get);
		this.last = new Counted<>(result, System.nanoTime());
		this.current.complete(result);
	}

	/** Leaves the gauges without a number. */
	void fail(RuntimeException failure) {
		this.current.completeExceptionally(failure);
	}

}
