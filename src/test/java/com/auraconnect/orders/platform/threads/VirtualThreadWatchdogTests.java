package com.auraconnect.orders.platform.threads;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the watchdog on the carriers of this JVM. */
class VirtualThreadWatchdogTests {

	private static final CountDownLatch RELEASE = new CountDownLatch(1);

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	/** All carriers wait for a class whose initializer has no carrier to continue on. */
	@Test
	void carriersAreAddedForAWhileWhenAllOfThemAreBlocked() throws Exception {
		int carriers = this.scheduler.getParallelism();
		var watch = new VirtualThreadWatchdog(Duration.ofMillis(200), Duration.ofSeconds(1), new SimpleMeterRegistry());
		var waiting = IntStream.range(0, carriers)
			.mapToObj((_) -> Thread.startVirtualThread(SlowToLoad::touch))
			.toList();
		var releasing = Thread.ofVirtual().unstarted(RELEASE::countDown);
		try {
			Awaitility.await().until(() -> this.scheduler.getMountedVirtualThreadCount() >= carriers);
			releasing.start();
			assertThat(releasing.join(Duration.ofMillis(500))).as("runs without a carrier").isFalse();
			watch.start();
			assertThat(releasing.join(Duration.ofSeconds(10))).as("runs once there are more").isTrue();
			assertThat(this.scheduler.getParallelism()).isGreaterThan(carriers);
			for (var thread : waiting) {
				thread.join();
			}
			Awaitility.await().until(() -> this.scheduler.getParallelism() == carriers);
		}
		finally {
			RELEASE.countDown();
			watch.stop();
			this.scheduler.setParallelism(carriers);
		}
	}

	private static final class SlowToLoad {

		static {
			try {
				RELEASE.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		static void touch() {
		}

	}

}
