package com.auraconnect.orders.security;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * What this replica lets one caller do: what the budget that all replicas share has
 * granted, or, while that does not answer, a budget of the replica's own. What was taken
 * from its own is charged to the shared one as soon as that answers again.
 */
final class LocalQuota {

	private final FixedWindow shared;

	private final FixedWindow own;

	private final PermitBatch whole;

	private final AtomicLong owed = new AtomicLong();

	private final ReentrantLock asking = new ReentrantLock();

	/** Only by whoever holds the lock. */
	private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

	/**
	 * @param window how long the own budget lasts
	 */
	LocalQuota(int limit, Duration window) {
		this.shared = new FixedWindow(limit);
		this.own = new FixedWindow(limit);
		this.whole = new PermitBatch(limit, 0, window);
	}

	/** One request out of what was granted, if there is still any, or none to be had. */
	Optional<RateLimit> spend() {
		return this.shared.spend(System.nanoTime());
	}

	/**
	 * One request, for which the shared budget has to be asked: for this one and all that
	 * wait behind it at once. Nothing if there is no answer in time; when it comes later,
	 * it is there for those who come later.
	 * @param portion the least to ask for
	 * @param budget asked for so many requests
	 */
	Optional<RateLimit> ask(long portion, LongFunction<CompletableFuture<PermitBatch>> budget, Duration patience)
			throws InterruptedException {
		long start = System.nanoTime();
		if (!this.asking.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
			return Optional.empty();
		}
		try {
			var granted = spend();
			if (granted.isPresent()) {
				return granted;
			}
			if (this.answer.isDone()) {
				this.answer = fetch(Math.max(portion, this.asking.getQueueLength() + 1L), budget);
			}
			this.answer.get(start + patience.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
			return spend();
		}
		catch (TimeoutException | ExecutionException ex) {
			return Optional.empty();
		}
		finally {
			this.asking.unlock();
		}
	}

	private CompletableFuture<Void> fetch(long wanted, LongFunction<CompletableFuture<PermitBatch>> budget) {
		long debt = this.owed.get();
		return budget.apply(wanted + debt).thenAccept((grant) -> {
			this.owed.addAndGet(-debt);
			this.shared.add(grant.less(debt), System.nanoTime());
		});
	}

	/** One request out of this replica's own budget, which the first of them begins. */
	synchronized RateLimit spendOwn() {
		long now = System.nanoTime();
		var limit = this.own.spend(now).orElseGet(() -> {
			this.owed.set(0);
			this.own.add(this.whole, now);
			return this.own.spend(now).orElseThrow();
		});
		if (limit.isKept()) {
			this.owed.incrementAndGet();
		}
		return limit;
	}

}
