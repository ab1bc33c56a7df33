package com.auraconnect.orders.testing;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A number of terminals, each with a connection of its own and one task at a time.
 */
public record Terminals(int count) {

	/**
	 * Distributes the work and returns when all of it is done.
	 * @throws AssertionError if any of it failed
	 */
	public <T> void share(Collection<T> work, Consumer<T> action) {
		Queue<T> left = new ConcurrentLinkedQueue<>(work);
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, this.count)
				.<Future<?>>mapToObj((terminal) -> executor.submit(() -> workOff(left, action)))
				.toList()
				.forEach(Terminals::await);
		}
	}

	private static <T> void workOff(Queue<T> left, Consumer<T> action) {
		for (T next = left.poll(); next != null; next = left.poll()) {
			action.accept(next);
		}
	}

	private static void await(Future<?> terminal) {
		try {
			terminal.get();
		}
		catch (ExecutionException ex) {
			throw new AssertionError("a terminal has failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
