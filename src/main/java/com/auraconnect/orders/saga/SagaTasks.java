package com.auraconnect.orders.saga;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.check.CheckCards;
import com.auraconnect.orders.order.SagaResults;
import com.auraconnect.orders.order.OrderPayments;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.PendingOrders;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Defines the sagas as db-scheduler tasks. A task is stored in the transaction of the
 * change that starts it. Any replica runs it, and retries it with back-off until its saga
 * has ended.
 */
@Configuration(proxyBeanMethods = false)
class SagaTasks {

	private static final Logger log = LoggerFactory.getLogger(SagaTasks.class);

	static final TaskDescriptor<SagaFailure> PLACE = TaskDescriptor.of("place-order", SagaFailure.class);

	static final TaskDescriptor<SagaFailure> CANCEL = TaskDescriptor.of("cancel-order", SagaFailure.class);

	static final TaskDescriptor<SagaFailure> COMPLETE = TaskDescriptor.of("complete-order", SagaFailure.class);

	/** Captures the cards of a completed order once its tips can no longer change. */
	static final TaskDescriptor<SagaFailure> CAPTURE = TaskDescriptor.of("capture-cards", SagaFailure.class);

	/** Changes the stock reservation of an order whose lines have changed. */
	static final TaskDescriptor<SagaFailure> CHANGE_STOCK = TaskDescriptor.of("change-stock", SagaFailure.class);

	/** Authorizes a card payment that was added after the order was placed. */
	static final TaskDescriptor<SagaFailure> PAY = TaskDescriptor.of("authorize-payment", SagaFailure.class);

	/** Releases the money that the bank holds for a payment that was voided. */
	static final TaskDescriptor<SagaFailure> RELEASE = TaskDescriptor.of("release-payment", SagaFailure.class);

	static final TaskDescriptor<SagaFailure> REFUND = TaskDescriptor.of("send-refund", SagaFailure.class);

	/** Authorizes a card payment of a check. */
	static final TaskDescriptor<SagaFailure> PAY_CHECK = TaskDescriptor.of("authorize-check-payment",
			SagaFailure.class);

	/**
	 * Releases the money that the bank holds for a payment of a check that was voided.
	 */
	static final TaskDescriptor<SagaFailure> RELEASE_CHECK = TaskDescriptor.of("release-check-payment",
			SagaFailure.class);

	/** Captures or voids a card payment of a check after the end of its orders. */
	static final TaskDescriptor<SagaFailure> SETTLE_CHECK = TaskDescriptor.of("settle-check-payment",
			SagaFailure.class);

	static final TaskDescriptor<SagaFailure> REFUND_CHECK = TaskDescriptor.of("send-check-refund", SagaFailure.class);

	/** Names of the tasks whose {@link SagaRef} is a payment of a check. */
	static final List<String> NAMES_OF_CHECKS = Stream.of(PAY_CHECK, RELEASE_CHECK, SETTLE_CHECK, REFUND_CHECK)
		.map(TaskDescriptor::getTaskName)
		.toList();

	/** Task names as stored in the database. */
	static final List<String> NAMES = Stream
		.concat(Stream.of(PLACE, CANCEL, COMPLETE, CAPTURE, CHANGE_STOCK, PAY, RELEASE, REFUND)
			.map(TaskDescriptor::getTaskName), NAMES_OF_CHECKS.stream())
		.toList();

	/** Whether the tasks of that name are about payments of checks, not about orders. */
	static boolean isOfCheck(String taskName) {
		return NAMES_OF_CHECKS.contains(taskName);
	}

	/** Stores task data as JSON, so that operators can read it in the database. */
	@Bean
	DbSchedulerCustomizer readableTaskData() {
		return new DbSchedulerCustomizer() {
			@Override
			public Optional<Serializer> serializer() {
				return Optional.of(new JacksonSerializer());
			}
		};
	}

	@Bean
	RecurringTask<Void> cancelOverdueOrders(PendingOrders orders, SagaSettings settings, MeterRegistry meters) {
		var failures = Counter.builder("orders.timeouts.failed")
			.description("Failed attempts to cancel an order that was not confirmed in time")
			.register(meters);
		return Tasks.recurring("cancel-overdue-orders", FixedDelay.of(settings.timeoutInterval())).execute((_, _) -> {
			try (var _ = RequestId.begin("cancel-overdue-orders")) {
				failures.increment(orders.cancelOverdue(settings.pendingTimeout()));
			}
		});
	}

	@Bean
	OneTimeTask<SagaFailure> authorizePaymentTask(OrderPayments payments, SagaRetry retry) {
		return task(PAY, retry, (ref) -> payments.resumePayment(ref.tenantId(), ref.id(), ref.part().getFirst()));
	}

	@Bean
	OneTimeTask<SagaFailure> sendRefundTask(OrderPayments payments, SagaRetry retry) {
		return task(REFUND, retry,
				(ref) -> payments.resumeRefund(ref.tenantId(), ref.id(), ref.part().getFirst(), ref.part().getLast()));
	}

	@Bean
	OneTimeTask<SagaFailure> releasePaymentTask(OrderPayments payments, SagaRetry retry) {
		return task(RELEASE, retry, (ref) -> payments.releaseMoney(ref.tenantId(), ref.id(), ref.part().getFirst()));
	}

	@Bean
	OneTimeTask<SagaFailure> captureCardsTask(CompleteOrderSaga saga, SagaRetry retry) {
		return task(CAPTURE, retry, saga::captureCards);
	}

	@Bean
	OneTimeTask<SagaFailure> placeOrderTask(PlaceOrderSaga saga, SagaRetry retry) {
		return task(PLACE, retry, saga::run);
	}

	@Bean
	OneTimeTask<SagaFailure> cancelOrderTask(CancelOrderSaga saga, SagaRetry retry) {
		return task(CANCEL, retry, saga::run);
	}

	@Bean
	OneTimeTask<SagaFailure> completeOrderTask(CompleteOrderSaga saga, SagaRetry retry) {
		return task(COMPLETE, retry, saga::run);
	}

	@Bean
	OneTimeTask<SagaFailure> changeStockTask(StockActions stock, SagaResults results, SagaRetry retry) {
		return task(CHANGE_STOCK, retry, (ref) -> stock.change(results.snapshot(ref.tenantId(), ref.id())));
	}

	@Bean
	OneTimeTask<SagaFailure> authorizeCheckPaymentTask(CheckCards cards, SagaRetry retry) {
		return task(PAY_CHECK, retry, (ref) -> cards.resume(ref.tenantId(), ref.id()));
	}

	@Bean
	OneTimeTask<SagaFailure> releaseCheckPaymentTask(CheckCards cards, SagaRetry retry) {
		return task(RELEASE_CHECK, retry, (ref) -> cards.release(ref.tenantId(), ref.id()));
	}

	@Bean
	OneTimeTask<SagaFailure> settleCheckPaymentTask(CheckCards cards, SagaRetry retry) {
		return task(SETTLE_CHECK, retry, (ref) -> settle(cards, ref));
	}

	/** The part of the reference is the order that has ended, if one has started this. */
	static void settle(CheckCards cards, SagaRef ref) {
		cards.settle(ref.tenantId(), ref.id(), ref.part().isEmpty() ? null : ref.part().getFirst());
	}

	@Bean
	OneTimeTask<SagaFailure> sendCheckRefundTask(CheckCards cards, SagaRetry retry) {
		return task(REFUND_CHECK, retry, (ref) -> cards.resumeRefund(ref.tenantId(), ref.id(), ref.part().getFirst()));
	}

	private static OneTimeTask<SagaFailure> task(TaskDescriptor<SagaFailure> descriptor, SagaRetry retry,
			Consumer<SagaRef> saga) {
		return Tasks.oneTime(descriptor)
			.onFailure(retry)
			.execute((instance, _) -> run(descriptor, instance.getId(), saga));
	}

	private static void run(TaskDescriptor<SagaFailure> descriptor, String instance, Consumer<SagaRef> saga) {
		try (var _ = RequestId.begin(descriptor.getTaskName() + "/" + instance)) {
			var ref = SagaRef.parse(instance);
			Tenancy.of(ref.tenantId()).run(() -> saga.accept(ref));
		}
		catch (RuntimeException ex) {
			logUnlessOutage(descriptor.getTaskName(), instance, ex);
			throw ex;
		}
	}

	/**
	 * Logs the failure, except a partner's outage, which the partner's client has logged.
	 */
	static void logUnlessOutage(String taskName, String instance, RuntimeException failure) {
		var reason = (failure instanceof StepFailed failed) ? failed.reason() : failure;
		if (!(reason instanceof PartnerUnavailable)) {
			log.warn("{} {} has failed", taskName, instance, failure);
		}
	}

}
