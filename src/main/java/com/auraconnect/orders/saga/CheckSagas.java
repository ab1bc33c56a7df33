package com.auraconnect.orders.saga;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.check.CheckCardTasks;
import com.auraconnect.orders.order.Order;

/** Starts the sagas of card payments of checks. */
@Component
class CheckSagas implements CheckCardTasks {

	private final SagaTaskRepository schedule;

	private final ApplicationEventPublisher runs;

	private final SagaSettings settings;

	private final Clock clock;

	/**
	 * @param runs publishes the {@link FirstRun}s, so that this class does not depend on
	 * the sagas, which depend on it
	 */
	CheckSagas(SagaTaskRepository schedule, ApplicationEventPublisher runs, SagaSettings settings, Clock clock) {
		this.schedule = schedule;
		this.runs = runs;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public void guardAuthorization(long tenantId, long paymentId) {
		this.schedule.add(SagaTasks.PAY_CHECK.getTaskName(), SagaRef.of(tenantId, paymentId), followUp());
	}

	@Override
	public void guardRelease(long tenantId, long paymentId) {
		this.schedule.add(SagaTasks.RELEASE_CHECK.getTaskName(), SagaRef.of(tenantId, paymentId), followUp());
	}

	@Override
	public void guardRefund(long tenantId, long paymentId, long refundId) {
		this.schedule.add(SagaTasks.REFUND_CHECK.getTaskName(), SagaRef.of(tenantId, paymentId, refundId), followUp());
	}

	@Override
	public void settle(long tenantId, long paymentId, Instant at) {
		var followUp = followUp();
		this.schedule.add(SagaTasks.SETTLE_CHECK.getTaskName(), SagaRef.of(tenantId, paymentId),
				at.isAfter(followUp) ? at : followUp);
	}

	@Override
	public void settleAfter(long tenantId, long paymentId, Order delayed) {
		this.schedule.addIfAbsent(SagaTasks.SETTLE_CHECK.getTaskName(), SagaRef.of(tenantId, paymentId, delayed.id()),
				Objects.requireNonNull(delayed.captureAt()));
	}

	@Override
	public void settleNow(long tenantId, long paymentId) {
		this.runs
			.publishEvent(new FirstRun(SagaTasks.SETTLE_CHECK.getTaskName(), SagaRef.of(tenantId, paymentId), null));
	}

	/** Longer than a request or a first run takes. */
	private Instant followUp() {
		return this.clock.instant().plus(this.settings.followUp());
	}

}
