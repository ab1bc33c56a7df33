package com.auraconnect.orders.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls for a condition that another process fulfils. */
final class Poll {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private Poll() {
	}

	/** Polls until the condition holds; false if it does not within the time-out. */
	static boolean until(Duration patience, BooleanSupplier condition) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			try {
				Thread.sleep(INTERVAL);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}
		return true;
	}

}
