package com.auraconnect.orders.saga;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.AfterCommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.Refund;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;

/**
 * Starts the saga that an event calls for. The task is stored in the event's transaction,
 * and the first run follows right after the commit. The schedule runs it only if that
 * first run did not finish.
 */
@Component
class SagaStarter implements TransactionalOrderListener, AfterCommitListener {

	private final SagaTaskRepository schedule;

	private final ApplicationEventPublisher runs;

	private final SagaSettings settings;

	private final Clock clock;

	/**
	 * @param runs publishes the {@link FirstRun}s, so that this class, which is part of
	 * every change of an order, does not depend on the sagas, which change orders
	 */
	SagaStarter(SagaTaskRepository schedule, ApplicationEventPublisher runs, SagaSettings settings, Clock clock) {
		this.schedule = schedule;
		this.runs = runs;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		var followUp = this.clock.instant().plus(this.settings.followUp());
		events.stream()
			.flatMap((event) -> tasksFor(order, event))
			.forEach((task) -> this.schedule.add(task.saga().getTaskName(), task.ref(), task.dueAt(followUp), writes));
	}

	@Override
	public void afterCommit(CommittedChange change) {
		change.events()
			.stream()
			.flatMap((event) -> tasksFor(change.order(), event))
			.filter(StartedTask::hasFirstRun)
			.forEach((task) -> this.runs.publishEvent(new FirstRun(task.saga().getTaskName(), task.ref(), change)));
	}

	private Stream<StartedTask> tasksFor(Order order, OrderEvent event) {
		var task = Stream.concat(taskFor(order, event).stream(), settlements(order, event));
		return (order.captureAt() != null && isCompletion(event)) ? Stream.concat(task, Stream.of(capture(order)))
				: task;
	}

	/**
	 * Tasks that settle the cards of the check in which an order that has ended has a
	 * share. A card that is authorized later starts its task itself.
	 */
	private static Stream<StartedTask> settlements(Order order, OrderEvent event) {
		if (!(event instanceof OrderEvent.StatusChanged changed) || !changed.current().isFinal()) {
			return Stream.empty();
		}
		return order.payments()
			.stream()
			.filter((payment) -> payment.isShareOfCard() && payment.status() == Payment.State.AUTHORIZED)
			.map((payment) -> new StartedTask(SagaTasks.SETTLE_CHECK,
					SagaRef.of(order.tenantId(), Objects.requireNonNull(payment.checkPaymentId()), order.id()),
					order.captureAt() == null, order.captureAt()));
	}

	private static boolean isCompletion(OrderEvent event) {
		return event instanceof OrderEvent.StatusChanged changed && changed.current() == OrderStatus.COMPLETED;
	}

	/** A task that captures the cards at the end of the delay. */
	private static StartedTask capture(Order order, Long... part) {
		return new StartedTask(SagaTasks.CAPTURE, SagaRef.of(order.tenantId(), order.id(), part), false,
				order.captureAt());
	}

	private Optional<StartedTask> taskFor(Order order, OrderEvent event) {
		return switch (event) {
			case OrderEvent.Created _ -> withFirstRun(SagaTasks.PLACE, order);
			case OrderEvent.StatusChanged changed when changed.current() == OrderStatus.CANCELLED ->
				withFirstRun(SagaTasks.CANCEL, order);
			case OrderEvent.StatusChanged changed when isCompletion(changed) -> withFirstRun(SagaTasks.COMPLETE, order);
			case OrderEvent.PaymentChanged(var payment) when isAuthorizedAfter(order, payment, OrderStatus.COMPLETED) ->
				(order.captureAt() != null) ? Optional.of(capture(order, payment.id()))
						: withFirstRun(SagaTasks.COMPLETE, order, payment.id());
			case OrderEvent.PaymentChanged(var payment) when isAuthorizedAfter(order, payment, OrderStatus.CANCELLED) ->
				withFirstRun(SagaTasks.CANCEL, order, payment.id());
			case OrderEvent.ItemsChanged _ when order.stock().isReservationToFollow() ->
				withFirstRun(SagaTasks.CHANGE_STOCK, order, (long) order.stock().itemsVersion());
			case OrderEvent.PaymentTaken(var payment) when isToBeSent(payment) ->
				guardedByRequest(SagaTasks.PAY, order, payment.id());
			case OrderEvent.PaymentVoided(var payment) when payment.mayHoldMoney() ->
				guardedByRequest(SagaTasks.RELEASE, order, payment.id());
			case OrderEvent.RefundRequested(var payment, var refund) when isToBeSent(payment, refund) ->
				guardedByRequest(SagaTasks.REFUND, order, payment.id(), refund.id());
			case OrderEvent.StatusChanged _, OrderEvent.PaymentChanged _, OrderEvent.TipChanged _,
					OrderEvent.PaymentTaken _, OrderEvent.PaymentVoided _, OrderEvent.RefundRequested _,
					OrderEvent.ItemsChanged _, OrderEvent.ItemStatusChanged _, OrderEvent.Fired _,
					OrderEvent.Updated _ ->
				Optional.empty();
		};
	}

	/** Shares of a check's card are left to the check, which sends their requests. */
	private static boolean isToBeSent(Payment payment) {
		return payment.status() == Payment.State.PENDING && !payment.isShareOfCard();
	}

	private static boolean isToBeSent(Payment payment, Refund refund) {
		return refund.status() == Refund.State.PENDING && !payment.isShareOfCard();
	}

	/**
	 * Whether the card was authorized only after the rest of the order had been settled.
	 */
	private static boolean isAuthorizedAfter(Order order, Payment payment, OrderStatus end) {
		return order.status() == end && payment.status() == Payment.State.AUTHORIZED && !payment.isShareOfCard();
	}

	private static Optional<StartedTask> withFirstRun(TaskDescriptor<SagaFailure> saga, Order order, Long... part) {
		return Optional.of(new StartedTask(saga, SagaRef.of(order.tenantId(), order.id(), part), true, null));
	}

	/**
	 * A task that the request itself runs; it is stored in case the request cannot finish
	 * it.
	 */
	private static Optional<StartedTask> guardedByRequest(TaskDescriptor<SagaFailure> saga, Order order, Long... part) {
		return Optional.of(new StartedTask(saga, SagaRef.of(order.tenantId(), order.id(), part), false, null));
	}

	/**
	 * @param notBefore when the schedule may run it at the earliest, null for as soon as
	 * its first run must have ended
	 */
	private record StartedTask(TaskDescriptor<SagaFailure> saga, SagaRef ref, boolean hasFirstRun,
			@Nullable Instant notBefore) {

		Instant dueAt(Instant followUp) {
			return (this.notBefore != null && this.notBefore.isAfter(followUp)) ? this.notBefore : followUp;
		}

	}

}
