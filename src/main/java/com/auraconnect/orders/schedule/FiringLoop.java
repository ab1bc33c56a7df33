package com.auraconnect.orders.schedule;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.threads.BackgroundThread;

/**
 * Looks for due orders several times a second, on every replica. A task of the scheduler
 * would be locked by a replica that died for as long as its heartbeat is believed, and
 * runs by the clock of the replica; here any other replica fires the order in time.
 */
@Component
class FiringLoop implements SmartLifecycle {

	private final OrderFiring firing;

	private final DatabaseClock clock;

	private final ScheduleSettings settings;

	private final BackgroundThread thread;

	private long nextPlan = System.nanoTime();

	FiringLoop(OrderFiring firing, DatabaseClock clock, ScheduleSettings settings, MeterRegistry meters) {
		this.firing = firing;
		this.clock = clock;
		this.settings = settings;
		this.thread = new BackgroundThread("order-firing", Thread.ofPlatform(), settings.planInterval(), this::round,
				meters);
	}

	private void round() throws InterruptedException {
		this.clock.read();
		this.firing.fireDue();
		if (System.nanoTime() - this.nextPlan >= 0) {
			this.firing.planAgain();
			this.nextPlan = System.nanoTime() + this.settings.planInterval().toNanos();
		}
		TimeUnit.NANOSECONDS.sleep(this.settings.interval().toNanos());
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

}
