package com.auraconnect.orders.saga;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;

/**
 * Repeats what has failed ever more rarely, but never too rarely: a partner that was away
 * for an hour must not be waited for another one when it is back. No two tasks keep step
 * with each other, so that it is not run over either.
 */
class CappedBackoff implements FailureHandler<Void> {

	/** Each pause is this much shorter at most than it could be. */
	private static final double JITTER = 0.25;

	private final SagaSettings settings;

	private final Clock clock;

	CappedBackoff(SagaSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public void onFailure(ExecutionComplete failed, ExecutionOperations<Void> operations) {
		var pause = pause(failed.getExecution().consecutiveFailures);
		operations.reschedule(failed, this.clock.instant().plus(pause));
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
