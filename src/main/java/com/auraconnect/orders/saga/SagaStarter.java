package com.auraconnect.orders.saga;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import com.auraconnect.orders.order.CommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderJournal;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.Refund;
import com.auraconnect.orders.order.Writes;

/**
 * Starts the saga that an event calls for: its task is stored in the event's transaction,
 * and its first run follows right after the commit. The schedule comes to it only when
 * nothing has come of that.
 */
@Component
class SagaStarter implements OrderJournal, CommitListener {

	private final SagaSchedule schedule;

	/** It needs the sagas, and the sagas change orders. Looked up once. */
	private final Supplier<FirstRuns> firstRuns;

	private final SagaSettings settings;

	private final Clock clock;

	SagaStarter(SagaSchedule schedule, ObjectProvider<FirstRuns> firstRuns, SagaSettings settings, Clock clock) {
		this.schedule = schedule;
		this.firstRuns = SingletonSupplier.of(firstRuns::getObject);
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public void record(Order order, OrderDocument document, List<OrderEvent> events, Writes writes) {
		var followUp = this.clock.instant().plus(this.settings.followUp());
		events.stream()
			.flatMap((event) -> taskFor(order, event).stream())
			.forEach((task) -> this.schedule.add(task.saga().getTaskName(), task.ref(), followUp, writes));
	}

	@Override
	public void committed(CommittedChange change) {
		change.events()
			.stream()
			.flatMap((event) -> taskFor(change.order(), event).stream())
			.filter(StartedTask::isFirstRunHere)
			.forEach((task) -> this.firstRuns.get().start(task.saga(), task.ref(), change));
	}

	private Optional<StartedTask> taskFor(Order order, OrderEvent event) {
		return switch (event) {
			case OrderEvent.Created _ -> started(SagaTasks.PLACE, order);
			case OrderEvent.StatusChanged changed when changed.current() == OrderStatus.CANCELLED ->
				started(SagaTasks.CANCEL, order);
			case OrderEvent.StatusChanged changed when changed.current() == OrderStatus.COMPLETED ->
				started(SagaTasks.COMPLETE, order);
			case OrderEvent.PaymentChanged(var payment) when isHeldFor(order, payment, OrderStatus.COMPLETED) ->
				started(SagaTasks.COMPLETE, order, payment.id());
			case OrderEvent.PaymentChanged(var payment) when isHeldFor(order, payment, OrderStatus.CANCELLED) ->
				started(SagaTasks.CANCEL, order, payment.id());
			case OrderEvent.PaymentTaken(var payment) when payment.status() == Payment.State.PENDING ->
				overseen(SagaTasks.PAY, order, payment.id());
			case OrderEvent.RefundPromised(var payment, var refund) when refund.status() == Refund.State.PENDING ->
				overseen(SagaTasks.REFUND, order, payment.id(), refund.id());
			case OrderEvent.StatusChanged _, OrderEvent.PaymentChanged _, OrderEvent.PaymentTaken _,
					OrderEvent.RefundPromised _, OrderEvent.ItemsChanged _, OrderEvent.ItemStatusChanged _,
					OrderEvent.Updated _ ->
				Optional.empty();
		};
	}

	/** A card that is authorized when all else of its order is settled already. */
	private static boolean isHeldFor(Order order, Payment payment, OrderStatus end) {
		return order.status() == end && payment.status() == Payment.State.AUTHORIZED;
	}

	private static Optional<StartedTask> started(TaskDescriptor<SagaPosition> saga, Order order, Long... part) {
		return Optional.of(new StartedTask(saga, OrderRef.of(order.tenantId(), order.id(), part), true));
	}

	/** What the request itself sees through; the task is for the case that it cannot. */
	private static Optional<StartedTask> overseen(TaskDescriptor<SagaPosition> saga, Order order, Long... part) {
		return Optional.of(new StartedTask(saga, OrderRef.of(order.tenantId(), order.id(), part), false));
	}

	private record StartedTask(TaskDescriptor<SagaPosition> saga, OrderRef ref, boolean isFirstRunHere) {
	}

}
