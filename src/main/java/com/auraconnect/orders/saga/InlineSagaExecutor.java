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
import com.auraconnect.orders.tenancy.Tenancy;
import com.auraconnect.orders.tracing.RequestId;

/**
 * The first run of a saga, on the replica that has committed what it follows from, at
 * once and with the order at hand: nearly all sagas need no other, and none of the
 * schedule's locking, reading and writing. Their tasks lie in the schedule meanwhile, due
 * after {@code orders.saga.follow-up}; the one of a saga that is done is struck off in
 * the transaction of its last step.
 * <p>
 * A run that was lost with its process, that has failed, or that had to wait for so long
 * that the schedule takes it over, is the scheduler's. Should both run a saga at the same
 * time, that costs some calls: each step may be repeated.
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

	private final long mostPatience;

	private final ThreadPoolExecutor threads;

	InlineSagaExecutor(PlaceOrderSaga place, CancelOrderSaga cancel, CompleteOrderSaga complete, OrderFulfilment fulfilment,
			SagaTaskRepository schedule, ParkedSagas parked, Scheduler scheduler, SagaSettings settings) {
		this.place = place;
		this.cancel = cancel;
		this.complete = complete;
		this.fulfilment = fulfilment;
		this.schedule = schedule;
		this.parked = parked;
		this.scheduler = scheduler;
		this.mostPatience = settings.followUp().dividedBy(2).toNanos();
		this.threads = new ThreadPoolExecutor(settings.inlineExecutor(), settings.inlineExecutor(), 0, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(settings.firstRunsWaiting()), Thread.ofVirtual().name("saga-", 0).factory(),
				(_, _) -> log.debug("too many sagas wait; the schedule will come to them"));
	}

	/**
	 * Runs a saga as soon as a thread is free. While the scheduler is paused, sagas wait
	 * for it.
	 * @param change what it follows from
	 */
	void start(TaskDescriptor<SagaPosition> saga, OrderRef ref, CommittedChange change) {
		var latest = System.nanoTime() + this.mostPatience;
		this.threads.execute(() -> {
			if (System.nanoTime() - latest < 0 && !this.scheduler.getSchedulerState().isPaused()) {
				run(saga.getTaskName(), ref, change);
			}
		});
	}

	private void run(String taskName, OrderRef ref, CommittedChange change) {
		try (var _ = RequestId.begin(taskName + "/" + ref)) {
			Tenancy.of(ref.tenantId()).run(() -> runToTheEnd(taskName, ref, change));
		}
		catch (RuntimeException ex) {
			SagaTasks.logUnlessOutage(taskName, ref.toString(), ex);
			noteFailure(taskName, ref, ex);
		}
	}

	private void runToTheEnd(String taskName, OrderRef ref, CommittedChange change) {
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

	private void noteFailure(String taskName, OrderRef ref, RuntimeException failure) {
		try {
			var position = SagaPosition.of(failure, taskName);
			if (failure instanceof StepFailed failed && failed.isCompensated()) {
				this.parked.park(taskName, ref, position);
			}
			else {
				this.schedule.noteFailure(taskName, ref, position);
			}
		}
		catch (RuntimeException ex) {
			log.info("{} {}: the schedule does not know of its failure: {}", taskName, ref, ex.getMessage());
		}
	}

	/** Lets the runs under way come to their ends; the schedule has the others. */
	@Override
	public void destroy() throws InterruptedException {
		this.threads.getQueue().clear();
		this.threads.shutdown();
		this.threads.awaitTermination(5, TimeUnit.SECONDS);
	}

}
