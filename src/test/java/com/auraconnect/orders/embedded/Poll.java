package com.auraconnect.orders.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what another process does and tells nobody. */
final class Poll {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private Poll() {
	}

	/** Asks until the answer is yes; false when it was never given in that time. */
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
