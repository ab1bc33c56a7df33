package com.auraconnect.orders.saga;

import java.time.Clock;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import org.springframework.stereotype.Component;

/** Repeats a saga that has failed; when its attempts are used up, it is parked. */
@Component
class SagaRetry implements FailureHandler<SagaPosition> {

	private final SagaSettings settings;

	private final CappedBackoff backoff;

	private final ParkedSagas parked;

	private final Clock clock;

	SagaRetry(SagaSettings settings, ParkedSagas parked, Clock clock) {
		this.settings = settings;
		this.backoff = new CappedBackoff(settings);
		this.parked = parked;
		this.clock = clock;
	}

	@Override
	public void onFailure(ExecutionComplete failed, ExecutionOperations<SagaPosition> operations) {
		var execution = failed.getExecution();
		var position = failed.getCause()
			.map((cause) -> SagaPosition.of(cause, execution.getTaskName()))
			.orElseGet(() -> new SagaPosition(execution.getTaskName(), "unknown"));
		var attempts = execution.consecutiveFailures + 1;
		if (attempts >= this.settings.attempts()) {
			this.parked.park(execution, position, attempts);
			return;
		}
		operations.reschedule(failed, this.clock.instant().plus(this.backoff.pause(attempts - 1)), position);
	}

}
