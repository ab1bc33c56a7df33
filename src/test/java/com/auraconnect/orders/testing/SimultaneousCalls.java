package com.auraconnect.orders.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Calls that begin at the same moment, each on a connection of its own, and are timed.
 */
public final class SimultaneousCalls {

	private final CountDownLatch start = new CountDownLatch(1);

	private final List<Callable<Timed>> calls = new ArrayList<>();

	/** An answer and its time. */
	public record Timed(String name, Answer answer, Duration time) {
	}

	/** Adds the same call that many times. */
	public void add(int count, String name, Supplier<Answer> call) {
		for (int i = 0; i < count; i++) {
			this.calls.add(() -> {
				this.start.await();
				long begin = System.nanoTime();
				var answer = call.get();
				return new Timed(name, answer, Duration.ofNanos(System.nanoTime() - begin));
			});
		}
	}

	/**
	 * Makes the calls, and returns when all are answered.
	 * @throws AssertionError if a call has no answer
	 */
	public List<Timed> run() {
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			var running = this.calls.stream().map(executor::submit).toList();
			this.start.countDown();
			return running.stream().map(SimultaneousCalls::await).toList();
		}
	}

	private static Timed await(Future<Timed> call) {
		try {
			return call.get();
		}
		catch (ExecutionException ex) {
			throw new AssertionError("a call has failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
