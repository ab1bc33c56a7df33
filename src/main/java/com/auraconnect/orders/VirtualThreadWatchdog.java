package com.auraconnect.orders;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.threads.BackgroundThread;

/**
 * Sees that virtual threads go on running.
 * <p>
 * A virtual thread that loads or initializes a class keeps its carrier while it waits for
 * another to do so. When all carriers are kept so, the one that is waited for gets none
 * to go on with, and the process would stand still for good. Many carriers make that
 * unlikely; when a virtual thread does not get to run all the same, there are more of
 * them for a while.
 */
@Component
class VirtualThreadWatchdog implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(VirtualThreadWatchdog.class);

	private static final int MOST_CARRIERS = 128;

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	private final int carriers = this.scheduler.getParallelism();

	private final Duration patience;

	private final Duration relief;

	private final BackgroundThread thread;

	@Autowired
	VirtualThreadWatchdog(MeterRegistry meters) {
		this(Duration.ofSeconds(1), Duration.ofMinutes(1), meters);
	}

	/**
	 * @param patience how long a virtual thread may wait for a carrier
	 * @param relief how long there are more carriers once it has waited that long
	 */
	VirtualThreadWatchdog(Duration patience, Duration relief, MeterRegistry meters) {
		this.patience = patience;
		this.relief = relief;
		this.thread = new BackgroundThread("carrier-watch", Thread.ofPlatform().daemon(), patience, this::watch,
				meters);
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

	/** Before all that starts virtual threads. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private void watch() throws InterruptedException {
		var raisedAt = System.nanoTime();
		while (isRunning()) {
			if (!isScheduling()) {
				raise();
				raisedAt = System.nanoTime();
			}
			else if (System.nanoTime() - raisedAt > this.relief.toNanos()) {
				this.scheduler.setParallelism(this.carriers);
			}
		}
	}

	private boolean isScheduling() throws InterruptedException {
		var ran = new CountDownLatch(1);
		Thread.startVirtualThread(ran::countDown);
		if (!ran.await(this.patience.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		TimeUnit.NANOSECONDS.sleep(this.patience.toNanos());
		return true;
	}

	private void raise() {
		var raised = Math.min(2 * this.scheduler.getParallelism(), MOST_CARRIERS);
		log.warn("no virtual thread has got to run for {} ms; there are {} carriers for a while",
				this.patience.toMillis(), raised);
		this.scheduler.setParallelism(raised);
	}

}
