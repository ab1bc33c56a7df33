package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Collects the partitions with commits since the relay last waited, each once.
 * Thread-safe.
 */
class WakeSignal {

	private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();

	private final Semaphore permits = new Semaphore(0);

	void signal(int partition) {
		this.partitions.add(partition);
		if (this.permits.availablePermits() == 0) {
			this.permits.release();
		}
	}

	/**
	 * Waits up to {@code timeout} for a signal and returns the signalled partitions;
	 * empty if there is none.
	 */
	Set<Integer> await(Duration timeout) throws InterruptedException {
		if (this.permits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
			this.permits.drainPermits();
		}
		Set<Integer> woken = new HashSet<>(this.partitions);
		this.partitions.removeAll(woken);
		return woken;
	}

}
