package com.auraconnect.orders.events;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A thread that runs one task, from its start until it is stopped. */
final class BackgroundThread {

	/** Its task has been interrupted, and comes to its end sooner than that. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Thread.Builder builder;

	private final Runnable task;

	private volatile @Nullable Thread thread;

	/**
	 * @param task ends when it is interrupted, or {@link #isRunning()} no longer holds
	 */
	BackgroundThread(Thread.Builder builder, Runnable task) {
		this.builder = builder;
		this.task = task;
	}

	void start() {
		var started = this.builder.unstarted(this.task);
		this.thread = started;
		started.start();
	}

	/** Interrupts the task and waits for its end. */
	void stop() {
		var running = this.thread;
		this.thread = null;
		if (running != null) {
			running.interrupt();
			join(running);
		}
	}

	private static void join(Thread running) {
		try {
			running.join(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether it has been started, and not been stopped. */
	boolean isRunning() {
		return this.thread != null;
	}

}
