package com.auraconnect.orders.threads;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats its work from its start until it is stopped. Work that fails,
 * with whatever exception or error, is begun anew after a pause, so that no fault ends a
 * part of the service while the rest goes on. Each failure is logged, and counted as
 * {@code background.failures} by the thread's name.
 */
public final class BackgroundThread {

	private static final Logger log = LoggerFactory.getLogger(BackgroundThread.class);

	/** The work has been interrupted, and ends sooner than that. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final String name;

	private final Thread.Builder builder;

	private final Duration pause;

	private final Work work;

	private final Counter failures;

	private volatile @Nullable Thread thread;

	/**
	 * @param builder of the thread, which gets the name
	 * @param pause between a failure and the next beginning; more than zero
	 */
	public BackgroundThread(String name, Thread.Builder builder, Duration pause, Work work, MeterRegistry meters) {
		this.name = name;
		this.builder = builder.name(name);
		this.pause = pause;
		this.work = work;
		this.failures = Counter.builder("background.failures")
			.description("Failures after which a background thread has begun its work anew")
			.tag("thread", name)
			.register(meters);
	}

	/** The work of the thread, repeated until it is stopped. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does the work, or a round of it; it is called again when it returns.
		 * @throws Exception which ends this round
		 * @throws InterruptedException when the thread is to stop
		 */
		void run() throws Exception;

	}

	/** Begins the work, unless it has begun. */
	public synchronized void start() {
		if (this.thread == null) {
			var started = this.builder.unstarted(this::repeat);
			this.thread = started;
			started.start();
		}
	}

	/** Interrupts the work and waits for its end. */
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
			running.join(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether it has been started, and not been stopped. */
	public boolean isRunning() {
		return this.thread != null;
	}

	/** A thread that has been stopped ends, even when another one has been started. */
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

	/** An interruption that was not asked for ends a round, as any failure. */
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

	/** A lost connection is told in a line, an error with where it comes from. */
	private void report(Throwable failure) {
		if (failure instanceof Error) {
			log.error("{} has failed and begins anew", this.name, failure);
		}
		else {
			log.warn("{} begins anew: {}", this.name, failure.toString());
		}
	}

}
