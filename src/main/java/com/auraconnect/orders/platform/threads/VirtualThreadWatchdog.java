package com.auraconnect.orders.platform.threads;

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

/**
 * Watches that virtual threads are scheduled, and adds carrier threads when they are not.
 * <p>
 * A virtual thread that waits for another one to load or initialize a class pins its
 * carrier. When all carriers are pinned, the other thread gets none and the process would
 * hang for good. A high minimum of carriers makes that unlikely. If a virtual thread is
 * not scheduled in time all the same, the number of carriers is doubled for a while.
 */
@Component
public class VirtualThreadWatchdog implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(VirtualThreadWatchdog.class);

	private static final int MAX_CARRIERS = 128;

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	private final int carriers = this.scheduler.getParallelism();

	private final Duration stallTimeout;

	private final Duration boostDuration;

	private final BackgroundThread thread;

	@Autowired
	VirtualThreadWatchdog(MeterRegistry meters) {
		this(Duration.ofSeconds(1), Duration.ofMinutes(1), meters);
	}

	/**
	 * Creates a watchdog that does not run yet.
	 * @param stallTimeout how long a virtual thread may wait for a carrier
	 * @param boostDuration how long the additional carriers stay after a stall
	 */
	VirtualThreadWatchdog(Duration stallTimeout, Duration boostDuration, MeterRegistry meters) {
		this.stallTimeout = stallTimeout;
		this.boostDuration = boostDuration;
		this.thread = new BackgroundThread("carrier-watch", Thread.ofPlatform().daemon(), stallTimeout, this::watch,
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

	/** Starts before everything that starts virtual threads. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private void watch() throws InterruptedException {
		var raisedAt = System.nanoTime();
		while (isRunning()) {
			if (!isScheduling()) {
				addCarriers();
				raisedAt = System.nanoTime();
			}
			else if (System.nanoTime() - raisedAt > this.boostDuration.toNanos()) {
				this.scheduler.setParallelism(this.carriers);
			}
		}
	}

	private boolean isScheduling() throws InterruptedException {
		var ran = new CountDownLatch(1);
		Thread.startVirtualThread(ran::countDown);
		if (!ran.await(this.stallTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
			return false;
		}
		TimeUnit.NANOSECONDS.sleep(this.stallTimeout.toNanos());
		return true;
	}

	private void addCarriers() {
		var raised = Math.min(2 * this.scheduler.getParallelism(), MAX_CARRIERS);
		log.warn("no virtual thread has got to run for {} ms; raising the number of carriers to {} for a while",
				this.stallTimeout.toMillis(), raised);
		this.scheduler.setParallelism(raised);
	}

}
