package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ever longer pauses, but never too long: a partner that was away for an hour must not be
 * waited for another one when it is back. No two tasks keep step with each other, so that
 * it is not run over either.
 */
class CappedBackoff {

	/** Each pause is this much shorter at most than it could be. */
	private static final double JITTER = 0.25;

	private final SagaSettings settings;

	CappedBackoff(SagaSettings settings) {
		this.settings = settings;
	}

	/**
	 * @param failures how often it has failed in a row before
	 */
	Duration pause(int failures) {
		var growing = this.settings.firstRetry().toMillis() * Math.pow(this.settings.retryFactor(), failures);
		var capped = Math.min(growing, this.settings.longestRetry().toMillis());
		return Duration.ofMillis((long) (capped * (1 - ThreadLocalRandom.current().nextDouble(JITTER))));
	}

}
