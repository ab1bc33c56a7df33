package com.auraconnect.orders.closing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.platform.tracing.RequestId;

/** Defines the background task that books days, on one replica at a time. */
@Configuration(proxyBeanMethods = false)
class ClosingTasks {

	private static final String BOOK = "book-days";

	@Bean
	RecurringTask<Void> bookDays(DayBookings bookings, ClosingSettings settings) {
		return Tasks.recurring(BOOK, FixedDelay.of(settings.interval())).execute((_, _) -> {
			try (var _ = RequestId.begin(BOOK + "/" + RequestId.random())) {
				bookings.catchUp();
			}
		});
	}

}
