package com.auraconnect.orders.platform.threads;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats its work until it is stopped. Work that fails, with an exception
 * or an error, is restarted after a pause, so that no fault ends a part of the service
 * while the rest runs on. Each failure is logged, and counted as
 * {@code background.failures} by the thread's name.
 */
public final class BackgroundThread {

	private static final Logger log = LoggerFactory.getLogger(BackgroundThread.class);

	/** How long {@link #stop} waits for the interrupted work to end. */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final String name;

	private final Thread.Builder builder;

	private final Duration pause;

	private final Work work;

	private final Counter failures;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a thread that does not run yet.
	 * @param builder of the thread, which gets the name
	 * @param pause between a failure and the next start of the work; positive
	 */
	public BackgroundThread(String name, Thread.Builder builder, Duration pause, Work work, MeterRegistry meters) {
		this.name = name;
		this.builder = builder.name(name);
		this.pause = pause;
		this.work = work;
		this.failures = Counter.builder("background.failures")
			.description("Failures after which a background thread has restarted its work")
			.tag("thread", name)
			.register(meters);
	}

	/** The work of the thread, repeated until it is stopped. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does one round of the work; called again when it returns.
		 * @throws Exception if this round fails
		 * @throws InterruptedException when the thread is stopped
		 */
		void run() throws Exception;

	}

	/** Starts the thread, unless it is running. */
	public synchronized void start() {
		if (this.thread == null) {
			var started = this.builder.unstarted(this::repeat);
			this.thread = started;
			started.start();
		}
	}

	/** Interrupts the work and waits until it ends. */
	public void stop() {
		var running = take();
		if (running != null) {
			running.interrupt();
			join(running);
		}
	}

	private synchronized @Nullable Thread take() {
		var running = this.thread;
		this.thread = null;
		return running;
	}

	private static void join(Thread running) {
		try {
			running.join(STOP_TIMEOUT);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether the thread has been started and not stopped. */
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Repeats the work. A stopped thread ends even if a new one has been started. */
	private void repeat() {
		while (this.thread == Thread.currentThread()) {
			try {
				this.work.run();
			}
			catch (Throwable ex) {
				recover(ex);
			}
		}
	}

	/**
	 * Logs and counts a failure, then pauses. An interrupt without {@link #stop} counts
	 * as a failure.
	 */
	private void recover(Throwable failure) {
		if (this.thread != Thread.currentThread()) {
			return;
		}
		this.failures.increment();
		report(failure);
		try {
			TimeUnit.NANOSECONDS.sleep(this.pause.toNanos());
		}
		catch (InterruptedException ex) {
			log.debug("{} is interrupted", this.name);
		}
	}

	/**
	 * Logs an exception, such as a lost connection, in one line, and an error with its
	 * stack trace.
	 */
	private void report(Throwable failure) {
		if (failure instanceof Error) {
			log.error("{} has failed and restarts", this.name, failure);
		}
		else {
			log.warn("{} restarts after a failure: {}", this.name, failure.toString());
		}
	}

}
