package com.auraconnect.orders;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

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
class CarrierWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(CarrierWatch.class);

	private static final int MOST_CARRIERS = 128;

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	private final int carriers = this.scheduler.getParallelism();

	private final Duration patience;

	private final Duration relief;

	private volatile @Nullable Thread thread;

	@Autowired
	CarrierWatch() {
		this(Duration.ofSeconds(1), Duration.ofMinutes(1));
	}

	/**
	 * @param patience how long a virtual thread may wait for a carrier
	 * @param relief how long there are more carriers once it has waited that long
	 */
	CarrierWatch(Duration patience, Duration relief) {
		this.patience = patience;
		this.relief = relief;
	}

	@Override
	public void start() {
		var watch = Thread.ofPlatform().daemon().name("carrier-watch").unstarted(this::run);
		this.thread = watch;
		watch.start();
	}

	@Override
	public void stop() {
		var running = this.thread;
		this.thread = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Before all that starts virtual threads. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private void run() {
		try {
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
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
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
