package com.auraconnect.orders;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** With this process's own carriers. */
class VirtualThreadWatchdogTests {

	private static final CountDownLatch RELEASE = new CountDownLatch(1);

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	/** As when a class is being loaded by one who has no carrier to go on with. */
	@Test
	void whenAllCarriersWaitThereAreMoreForAWhile() throws Exception {
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
