package com.auraconnect.orders.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.CommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderJournal;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.Refund;

/**
 * Starts the saga that an event calls for: its task is stored in the event's transaction,
 * and looked for right after the commit instead of at the scheduler's next poll.
 */
@Component
class SagaStarter implements OrderJournal, CommitListener {

	/** The scheduler needs the sagas, and the sagas change orders. */
	private final ObjectProvider<Scheduler> scheduler;

	private final SagaSettings settings;

	private final Clock clock;

	SagaStarter(ObjectProvider<Scheduler> scheduler, SagaSettings settings, Clock clock) {
		this.scheduler = scheduler;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public void record(Order order, OrderDocument document, List<OrderEvent> events) {
		List<SchedulableInstance<?>> tasks = events.stream()
			.flatMap((event) -> taskFor(order, event).stream())
			.<SchedulableInstance<?>>map((task) -> task.at(this.clock.instant()))
			.toList();
		if (!tasks.isEmpty()) {
			this.scheduler.getObject().scheduleBatch(tasks);
		}
	}

	@Override
	public void committed(CommittedChange change) {
		if (change.events().stream().anyMatch(SagaStarter::mayStartAtOnce)) {
			this.scheduler.getObject().triggerCheckForDueExecutions();
		}
	}

	private static boolean mayStartAtOnce(OrderEvent event) {
		return switch (event) {
			case OrderEvent.Created _, OrderEvent.StatusChanged _, OrderEvent.PaymentChanged _ -> true;
			case OrderEvent.PaymentTaken _, OrderEvent.RefundPromised _, OrderEvent.ItemsChanged _,
					OrderEvent.ItemStatusChanged _, OrderEvent.Updated _ ->
				false;
		};
	}

	private Optional<StartedTask> taskFor(Order order, OrderEvent event) {
		return switch (event) {
			case OrderEvent.Created _ -> now(SagaTasks.PLACE, order);
			case OrderEvent.StatusChanged changed when changed.current() == OrderStatus.CANCELLED ->
				now(SagaTasks.CANCEL, order);
			case OrderEvent.StatusChanged changed when changed.current() == OrderStatus.COMPLETED ->
				now(SagaTasks.COMPLETE, order);
			case OrderEvent.PaymentChanged(var payment) when isHeldFor(order, payment, OrderStatus.COMPLETED) ->
				now(SagaTasks.COMPLETE, order, payment.id());
			case OrderEvent.PaymentChanged(var payment) when isHeldFor(order, payment, OrderStatus.CANCELLED) ->
				now(SagaTasks.CANCEL, order, payment.id());
			case OrderEvent.PaymentTaken(var payment) when payment.status() == Payment.State.PENDING ->
				later(SagaTasks.PAY, order, payment.id());
			case OrderEvent.RefundPromised(var payment, var refund) when refund.status() == Refund.State.PENDING ->
				later(SagaTasks.REFUND, order, payment.id(), refund.id());
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

	private static Optional<StartedTask> now(TaskDescriptor<SagaPosition> saga, Order order, Long... part) {
		return Optional.of(new StartedTask(saga, OrderRef.of(order.tenantId(), order.id(), part), Duration.ZERO));
	}

	private Optional<StartedTask> later(TaskDescriptor<SagaPosition> saga, Order order, Long... part) {
		return Optional
			.of(new StartedTask(saga, OrderRef.of(order.tenantId(), order.id(), part), this.settings.followUp()));
	}

	private record StartedTask(TaskDescriptor<SagaPosition> saga, OrderRef ref, Duration delay) {

		SchedulableInstance<?> at(Instant now) {
			return this.saga.instance(this.ref.toString()).scheduledTo(now.plus(this.delay));
		}

	}

}
