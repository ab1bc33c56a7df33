package com.auraconnect.orders.security.ratelimit;

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
 * Quota of one caller on this replica: permits granted by the quota shared over Redis,
 * or, while Redis does not answer, by a quota of the replica's own. Permits used from its
 * own are charged to the shared quota once Redis answers again.
 */
final class LocalQuota {

	private final FixedWindow shared;

	private final FixedWindow own;

	private final PermitBatch fullWindow;

	private final AtomicLong debt = new AtomicLong();

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

	/**
	 * @param window length of a window of the replica's own quota
	 */
	LocalQuota(int limit, Duration window) {
		this.shared = new FixedWindow(limit);
		this.own = new FixedWindow(limit);
		this.fullWindow = new PermitBatch(limit, 0, window);
	}

	/**
	 * Uses one granted permit, or refuses if the quota is exhausted. Empty if permits
	 * must be fetched.
	 */
	Optional<RateLimit> spend() {
		return this.shared.spend(System.nanoTime());
	}

	/**
	 * Fetches permits for this request and all that wait behind it, and uses one. Empty
	 * if there is no answer in time; permits that arrive later serve later requests.
	 * @param portion minimum number of permits to fetch
	 * @param fetch fetches permits from the shared quota
	 * @param wait how long to wait for the answer
	 */
	Optional<RateLimit> fetchAndSpend(long portion, LongFunction<CompletableFuture<PermitBatch>> fetch, Duration wait)
			throws InterruptedException {
		long start = System.nanoTime();
		if (!this.lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
			return Optional.empty();
		}
		try {
			var granted = spend();
			if (granted.isPresent()) {
				return granted;
			}
			if (this.answer.isDone()) {
				this.answer = fetch(Math.max(portion, this.lock.getQueueLength() + 1L), fetch);
			}
			this.answer.get(start + wait.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
			return spend();
		}
		catch (TimeoutException | ExecutionException ex) {
			return Optional.empty();
		}
		finally {
			this.lock.unlock();
		}
	}

	private CompletableFuture<Void> fetch(long wanted, LongFunction<CompletableFuture<PermitBatch>> fetch) {
		long owed = this.debt.get();
		return fetch.apply(wanted + owed).thenAccept((grant) -> {
			this.debt.addAndGet(-owed);
			this.shared.add(grant.less(owed), System.nanoTime());
		});
	}

	/** Uses one permit of this replica's own quota; starts its window if none is open. */
	synchronized RateLimit spendOwn() {
		long now = System.nanoTime();
		var limit = this.own.spend(now).orElseGet(() -> {
			this.debt.set(0);
			this.own.add(this.fullWindow, now);
			return this.own.spend(now).orElseThrow();
		});
		if (limit.isAllowed()) {
			this.debt.incrementAndGet();
		}
		return limit;
	}

}
