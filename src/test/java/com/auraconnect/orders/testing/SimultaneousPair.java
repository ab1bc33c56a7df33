package com.auraconnect.orders.testing;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The answers to two requests that were sent at the same moment. */
public record SimultaneousPair(Answer one, Answer other) {

	/** Sends both once both are ready, and waits for both answers. */
	public static SimultaneousPair atOnce(Supplier<Answer> one, Supplier<Answer> other) {
		var start = new CyclicBarrier(2);
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			var first = CompletableFuture.supplyAsync(() -> after(start, one), executor);
			var second = CompletableFuture.supplyAsync(() -> after(start, other), executor);
			return new SimultaneousPair(first.join(), second.join());
		}
	}

	/**
	 * Sends both, releases the lock when both are waiting for it, and waits for both
	 * answers.
	 */
	public static SimultaneousPair heldUpBy(DatabaseLock held, Supplier<Answer> one, Supplier<Answer> other) {
		try (var executor = Executors.newVirtualThreadPerTaskExecutor(); var lock = held) {
			var first = CompletableFuture.supplyAsync(one, executor);
			var second = CompletableFuture.supplyAsync(other, executor);
			lock.awaitWaiting(2).close();
			return new SimultaneousPair(first.join(), second.join());
		}
	}

	public List<Answer> answers() {
		return List.of(this.one, this.other);
	}

	/** Their statuses, the lower one first. */
	public List<Integer> statuses() {
		return answers().stream().map(Answer::status).sorted().toList();
	}

	private static Answer after(CyclicBarrier start, Supplier<Answer> request) {
		try {
			start.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
		return request.get();
	}

}
