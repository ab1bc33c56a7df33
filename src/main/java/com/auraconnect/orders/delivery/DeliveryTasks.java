package com.auraconnect.orders.delivery;

import java.time.Clock;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Defines a recurring delivery task for each partner; one replica at a time executes it.
 */
@Configuration(proxyBeanMethods = false)
class DeliveryTasks {

	private final FeedCursors cursors;

	private final DeliverySettings settings;

	private final Clock clock;

	private final MeterRegistry meters;

	DeliveryTasks(FeedCursors cursors, DeliverySettings settings, Clock clock, MeterRegistry meters) {
		this.cursors = cursors;
		this.settings = settings;
		this.clock = clock;
		this.meters = meters;
	}

	@Bean
	RecurringTask<Void> deliverNotifications(NotificationSender sender) {
		return task(sender);
	}

	@Bean
	RecurringTask<Void> deliverAnalytics(AnalyticsSender sender) {
		return task(sender);
	}

	private RecurringTask<Void> task(EventSender sender) {
		var delivery = new FeedDelivery(sender, this.cursors, this.settings, this.clock, this.meters);
		return Tasks.recurring("deliver-" + sender.consumer(), FixedDelay.of(this.settings.interval()))
			.execute((_, execution) -> delivery.deliver(execution.getSchedulerState()::isShuttingDown));
	}

}
