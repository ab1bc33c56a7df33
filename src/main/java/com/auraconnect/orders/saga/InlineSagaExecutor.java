package com.auraconnect.orders.saga;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.OrderFulfilment;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Runs a saga for the first time, right after the commit that starts it, on the same
 * replica and with the order in memory. Most sagas need no other run, and so avoid
 * locking, reading and writing the schedule. Their task is stored all the same, due after
 * {@code orders.saga.follow-up}; the transaction of the last step deletes it.
 * <p>
 * The scheduler takes over a run that was lost with its process, that failed, or that
 * waited in the queue for too long. If both run a saga at the same time, only calls are
 * wasted: every step is idempotent.
 */
@Component
class InlineSagaExecutor implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(InlineSagaExecutor.class);

	private final PlaceOrderSaga place;

	private final CancelOrderSaga cancel;

	private final CompleteOrderSaga complete;

	private final OrderFulfilment fulfilment;

	private final SagaTaskRepository schedule;

	private final ParkedSagas parked;

	private final Scheduler scheduler;

	private final long maxQueueNanos;

	private final ThreadPoolExecutor threads;

	InlineSagaExecutor(PlaceOrderSaga place, CancelOrderSaga cancel, CompleteOrderSaga complete,
			OrderFulfilment fulfilment, SagaTaskRepository schedule, ParkedSagas parked, Scheduler scheduler,
			SagaSettings settings) {
		this.place = place;
		this.cancel = cancel;
		this.complete = complete;
		this.fulfilment = fulfilment;
		this.schedule = schedule;
		this.parked = parked;
		this.scheduler = scheduler;
		this.maxQueueNanos = settings.followUp().dividedBy(2).toNanos();
		this.threads = new ThreadPoolExecutor(settings.firstRuns(), settings.firstRuns(), 0, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(settings.firstRunsWaiting()), Thread.ofVirtual().name("saga-", 0).factory(),
				(_, _) -> log.debug("the saga queue is full; the scheduler will run this one"));
	}

	/**
	 * Runs a saga as soon as a thread is free. While the scheduler is paused, the saga is
	 * left to the schedule.
	 * @param change the committed change that starts the saga
	 */
	void start(TaskDescriptor<SagaPosition> saga, OrderRef ref, CommittedChange change) {
		var deadline = System.nanoTime() + this.maxQueueNanos;
		this.threads.execute(() -> {
			if (System.nanoTime() - deadline < 0 && !this.scheduler.getSchedulerState().isPaused()) {
				run(saga.getTaskName(), ref, change);
			}
		});
	}

	private void run(String taskName, OrderRef ref, CommittedChange change) {
		try (var _ = RequestId.begin(taskName + "/" + ref)) {
			Tenancy.of(ref.tenantId()).run(() -> runAndDelete(taskName, ref, change));
		}
		catch (RuntimeException ex) {
			SagaTasks.logUnlessOutage(taskName, ref.toString(), ex);
			recordFailure(taskName, ref, ex);
		}
	}

	private void runAndDelete(String taskName, OrderRef ref, CommittedChange change) {
		var isDeleted = new AtomicBoolean();
		run(taskName, ref, change,
				(_, _, writes) -> this.schedule.delete(taskName, ref, () -> isDeleted.set(true), writes));
		if (!isDeleted.get()) {
			this.schedule.delete(taskName, ref);
		}
	}

	private void run(String taskName, OrderRef ref, CommittedChange change, ResponseRecorder done) {
		if (taskName.equals(SagaTasks.PLACE.getTaskName())) {
			this.place.run(this.fulfilment.snapshot(change.order()), done);
		}
		else if (taskName.equals(SagaTasks.CANCEL.getTaskName())) {
			this.cancel.run(ref);
		}
		else {
			this.complete.run(ref);
		}
	}

	private void recordFailure(String taskName, OrderRef ref, RuntimeException failure) {
		try {
			var position = SagaPosition.of(failure, taskName);
			if (failure instanceof StepFailed failed && failed.isCompensated()) {
				this.parked.park(taskName, ref, position);
			}
			else {
				this.schedule.recordFailure(taskName, ref, position);
			}
		}
		catch (RuntimeException ex) {
			log.info("{} {}: its failure could not be stored, the scheduler runs it when due: {}", taskName, ref,
					ex.getMessage());
		}
	}

	/** Waits for running sagas; the schedule has those that are still queued. */
	@Override
	public void destroy() throws InterruptedException {
		this.threads.getQueue().clear();
		this.threads.shutdown();
		this.threads.awaitTermination(5, TimeUnit.SECONDS);
	}

}
