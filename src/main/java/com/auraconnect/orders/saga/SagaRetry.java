package com.auraconnect.orders.saga;

import java.time.Clock;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.UnusablePartnerAnswer;

/**
 * Retries a failed saga and parks it when its attempts are used up. An unusable answer
 * has few attempts, as the same request gets the same answer, and none once its effect
 * has been compensated.
 */
@Component
class SagaRetry implements FailureHandler<SagaFailure> {

	private final SagaSettings settings;

	private final CappedBackoff backoff;

	private final SagaTaskRepository schedule;

	private final Clock clock;

	SagaRetry(SagaSettings settings, SagaTaskRepository schedule, Clock clock) {
		this.settings = settings;
		this.backoff = new CappedBackoff(settings);
		this.schedule = schedule;
		this.clock = clock;
	}

	@Override
	public void onFailure(ExecutionComplete failed, ExecutionOperations<SagaFailure> operations) {
		var execution = failed.getExecution();
		var position = failed.getCause()
			.map((cause) -> SagaFailure.of(cause, execution.getTaskName()))
			.orElseGet(() -> new SagaFailure(execution.getTaskName(), "unknown"));
		var attempts = execution.consecutiveFailures + 1;
		if (attempts >= maxAttempts(failed)) {
			this.schedule.park(execution, position, attempts);
			return;
		}
		operations.reschedule(failed, this.clock.instant().plus(this.backoff.pause(attempts - 1)), position);
	}

	private int maxAttempts(ExecutionComplete failed) {
		return failed.getCause().map(SagaRetry::reason).map((reason) -> switch (reason) {
			case UnusablePartnerAnswer answer when answer.isCompensated() -> 1;
			case UnusablePartnerAnswer _ -> Math.min(this.settings.unusableAttempts(), this.settings.attempts());
			default -> this.settings.attempts();
		}).orElse(this.settings.attempts());
	}

	private static Throwable reason(Throwable failure) {
		return (failure instanceof StepFailed failed) ? failed.reason() : failure;
	}

}
