package com.auraconnect.orders.saga;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.check.CheckCards;
import com.auraconnect.orders.order.SagaResults;
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
class FirstRunExecutor implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(FirstRunExecutor.class);

	/** Sagas by the name of their task. */
	private final Map<String, BiConsumer<FirstRun, ResponseRecorder>> sagas;

	private final SagaTaskRepository schedule;

	private final Scheduler scheduler;

	/**
	 * Orders whose stock reservation is being changed. Such a run goes on until the
	 * reservation has caught up with the edits, so one for each order is enough; the
	 * schedule has the tasks of the others.
	 */
	private final Set<String> stockChanges = ConcurrentHashMap.newKeySet();

	private final long maxQueueNanos;

	private final ThreadPoolExecutor threads;

	FirstRunExecutor(PlaceOrderSaga place, CancelOrderSaga cancel, CompleteOrderSaga complete, StockActions stock,
			SagaResults results, CheckCards cards, SagaTaskRepository schedule, Scheduler scheduler,
			SagaSettings settings) {
		this.sagas = Map.of(SagaTasks.PLACE.getTaskName(),
				(run, done) -> place.run(results.snapshot(Objects.requireNonNull(run.change()).order()), done),
				SagaTasks.CANCEL.getTaskName(), (run, _) -> cancel.run(run.ref()), SagaTasks.COMPLETE.getTaskName(),
				(run, _) -> complete.run(run.ref()), SagaTasks.CHANGE_STOCK.getTaskName(),
				(run, _) -> stock.change(results.snapshot(run.ref().tenantId(), run.ref().id())),
				SagaTasks.SETTLE_CHECK.getTaskName(), (run, _) -> SagaTasks.settle(cards, run.ref()));
		this.schedule = schedule;
		this.scheduler = scheduler;
		this.maxQueueNanos = settings.followUp().dividedBy(2).toNanos();
		this.threads = new ThreadPoolExecutor(settings.firstRuns(), settings.firstRuns(), 0, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(settings.firstRunsWaiting()), Thread.ofVirtual().name("saga-", 0).factory(),
				(_, _) -> log.debug("the saga queue is full; the scheduler will run this one"));
	}

	/**
	 * Runs a saga as soon as a thread is free. While the scheduler is paused, the saga is
	 * left to the schedule.
	 */
	@EventListener
	void start(FirstRun run) {
		var deadline = System.nanoTime() + this.maxQueueNanos;
		this.threads.execute(() -> {
			if (System.nanoTime() - deadline < 0 && !this.scheduler.getSchedulerState().isPaused()) {
				runUnlessCovered(run);
			}
		});
	}

	private void runUnlessCovered(FirstRun run) {
		var order = run.ref().tenantId() + "/" + run.ref().id();
		if (!run.taskName().equals(SagaTasks.CHANGE_STOCK.getTaskName())) {
			run(run);
		}
		else if (this.stockChanges.add(order)) {
			try {
				run(run);
			}
			finally {
				this.stockChanges.remove(order);
			}
		}
	}

	private void run(FirstRun run) {
		try (var _ = RequestId.begin(run.taskName() + "/" + run.ref())) {
			Tenancy.of(run.ref().tenantId()).run(() -> runAndDelete(run));
		}
		catch (RuntimeException ex) {
			SagaTasks.logUnlessOutage(run.taskName(), run.ref().toString(), ex);
			recordFailure(run.taskName(), run.ref(), ex);
		}
	}

	private void runAndDelete(FirstRun run) {
		var isDeleted = new AtomicBoolean();
		this.sagas.get(run.taskName())
			.accept(run, (_, _, writes) -> this.schedule.delete(run.taskName(), run.ref(), () -> isDeleted.set(true),
					writes));
		if (!isDeleted.get()) {
			this.schedule.delete(run.taskName(), run.ref());
		}
	}

	private void recordFailure(String taskName, SagaRef ref, RuntimeException failure) {
		try {
			var position = SagaFailure.of(failure, taskName);
			if (failure instanceof StepFailed failed && failed.isCompensated()) {
				this.schedule.park(taskName, ref, position);
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
		this.threads.awaitTermination(2, TimeUnit.SECONDS);
	}

}
