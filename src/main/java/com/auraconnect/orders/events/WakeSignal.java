package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The partitions in which something was committed since the relay last asked, each once
 * however often it was said. Safe for use by many threads.
 */
class WakeSignal {

	private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();

	private final Semaphore bell = new Semaphore(0);

	void signal(int partition) {
		this.partitions.add(partition);
		if (this.bell.availablePermits() == 0) {
			this.bell.release();
		}
	}

	/** Waits until there is one, no longer than that; empty when there was none. */
	Set<Integer> await(Duration patience) throws InterruptedException {
		if (this.bell.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
			this.bell.drainPermits();
		}
		Set<Integer> woken = new HashSet<>(this.partitions);
		this.partitions.removeAll(woken);
		return woken;
	}

}
