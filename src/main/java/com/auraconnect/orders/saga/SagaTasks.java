package com.auraconnect.orders.saga;

import java.time.Clock;
import java.util.function.Consumer;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.order.OrderPayments;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.tracing.RequestId;

/**
 * The sagas as db-scheduler's tasks. A task is stored in the transaction of the change
 * that it follows from, is run by any replica, and is repeated, ever more rarely, until
 * its saga has come to its end.
 */
@Configuration(proxyBeanMethods = false)
class SagaTasks {

	private static final Logger log = LoggerFactory.getLogger(SagaTasks.class);

	static final TaskDescriptor<Void> PLACE = TaskDescriptor.of("place-order");

	static final TaskDescriptor<Void> CANCEL = TaskDescriptor.of("cancel-order");

	static final TaskDescriptor<Void> COMPLETE = TaskDescriptor.of("complete-order");

	/** A card payment that was taken after its order. */
	static final TaskDescriptor<Void> PAY = TaskDescriptor.of("authorize-payment");

	static final TaskDescriptor<Void> REFUND = TaskDescriptor.of("send-refund");

	@Bean
	CappedBackoff sagaRetry(SagaSettings settings, Clock clock) {
		return new CappedBackoff(settings, clock);
	}

	@Bean
	OneTimeTask<Void> authorizePaymentTask(OrderPayments payments, CappedBackoff retry) {
		return task(PAY, retry, (ref) -> payments.resumePayment(ref.tenantId(), ref.orderId(), ref.part().getFirst()));
	}

	@Bean
	OneTimeTask<Void> sendRefundTask(OrderPayments payments, CappedBackoff retry) {
		return task(REFUND, retry, (ref) -> payments.resumeRefund(ref.tenantId(), ref.orderId(), ref.part().getFirst(),
				ref.part().getLast()));
	}

	@Bean
	OneTimeTask<Void> placeOrderTask(PlaceOrderSaga saga, CappedBackoff retry) {
		return task(PLACE, retry, saga::run);
	}

	@Bean
	OneTimeTask<Void> cancelOrderTask(CancelOrderSaga saga, CappedBackoff retry) {
		return task(CANCEL, retry, saga::run);
	}

	@Bean
	OneTimeTask<Void> completeOrderTask(CompleteOrderSaga saga, CappedBackoff retry) {
		return task(COMPLETE, retry, saga::run);
	}

	private static OneTimeTask<Void> task(TaskDescriptor<Void> descriptor, CappedBackoff retry,
			Consumer<OrderRef> saga) {
		return Tasks.oneTime(descriptor)
			.onFailure(retry)
			.execute((instance, _) -> run(descriptor, instance.getId(), saga));
	}

	/**
	 * A partner's outage has been logged by its client; anything else would go unseen.
	 */
	private static void run(TaskDescriptor<Void> descriptor, String instance, Consumer<OrderRef> saga) {
		try (var _ = RequestId.begin(descriptor.getTaskName() + "/" + instance)) {
			saga.accept(OrderRef.parse(instance));
		}
		catch (PartnerUnavailable ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			log.warn("{} {} has failed and will be repeated", descriptor.getTaskName(), instance, ex);
			throw ex;
		}
	}

}
