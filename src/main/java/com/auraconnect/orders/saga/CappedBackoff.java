package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential back-off with a cap, so that a saga notices soon that a partner is back.
 * Jitter is applied after the cap, so that tasks do not retry in lockstep.
 */
class CappedBackoff {

	/** Largest share of a pause that jitter takes off. */
	private static final double JITTER = 0.25;

	private final SagaSettings settings;

	CappedBackoff(SagaSettings settings) {
		this.settings = settings;
	}

	/**
	 * @param failures consecutive failures before this one
	 */
	Duration pause(int failures) {
		var uncapped = this.settings.firstRetry().toMillis() * Math.pow(this.settings.retryFactor(), failures);
		var capped = Math.min(uncapped, this.settings.longestRetry().toMillis());
		return Duration.ofMillis((long) (capped * (1 - ThreadLocalRandom.current().nextDouble(JITTER))));
	}

}
