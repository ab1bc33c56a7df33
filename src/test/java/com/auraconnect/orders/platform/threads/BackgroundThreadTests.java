package com.auraconnect.orders.platform.threads;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.auraconnect.orders.platform.threads.BackgroundThread.Work;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackgroundThreadTests {

	static final Throwable[] FAILURES = { new IOException("no connection"), new IllegalStateException("wrong"),
			new StackOverflowError(), new NoClassDefFoundError("some class"), new AssertionError("wrong") };

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Semaphore rounds = new Semaphore(0);

	private final Logger log = (Logger) LoggerFactory.getLogger(BackgroundThread.class);

	@BeforeEach
	void disableLog() {
		this.log.setLevel(Level.OFF);
	}

	@AfterEach
	void restoreLog() {
		this.log.setLevel(null);
	}

	@ParameterizedTest
	@FieldSource("FAILURES")
	void failedWorkIsRestartedAndCounted(Throwable failure) throws InterruptedException {
		var thread = thread(() -> {
			this.rounds.release();
			BackgroundThreadTests.<RuntimeException>fail(failure);
		});
		thread.start();
		try {
			assertThat(this.rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
			assertThat(failures()).isGreaterThanOrEqualTo(2);
			assertThat(thread.isRunning()).isTrue();
		}
		finally {
			thread.stop();
		}
	}

	@Test
	void workIsCalledAgainWhenItReturns() throws InterruptedException {
		var thread = thread(this.rounds::release);
		thread.start();
		try {
			assertThat(this.rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
			assertThat(failures()).isZero();
		}
		finally {
			thread.stop();
		}
	}

	@Test
	void stoppingInterruptsTheWorkAndAwaitsItsEnd() throws InterruptedException {
		var ended = new Semaphore(0);
		var thread = thread(() -> {
			this.rounds.release();
			try {
				new Semaphore(0).acquire();
			}
			finally {
				ended.release();
			}
		});
		thread.start();
		thread.start();
		assertThat(this.rounds.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		thread.stop();
		assertThat(ended.tryAcquire()).isTrue();
		assertThat(thread.isRunning()).isFalse();
		assertThat(this.rounds.tryAcquire()).as("started only once").isFalse();
		assertThat(failures()).isZero();
	}

	/** An interrupt by other code, such as a library. */
	@Test
	void anInterruptByOtherCodeEndsOnlyTheRound() throws InterruptedException {
		var thread = thread(() -> {
			this.rounds.release();
			Thread.currentThread().interrupt();
			new Semaphore(0).acquire();
		});
		thread.start();
		try {
			assertThat(this.rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			thread.stop();
		}
		await().untilAsserted(() -> assertThat(failures()).isGreaterThanOrEqualTo(2));
	}

	private BackgroundThread thread(Work work) {
		return new BackgroundThread("test", Thread.ofVirtual(), Duration.ofMillis(1), work, this.meters);
	}

	private double failures() {
		return this.meters.get("background.failures").tag("thread", "test").counter().count();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void fail(Throwable failure) throws T {
		throw (T) failure;
	}

}
