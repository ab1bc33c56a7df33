package com.auraconnect.orders.reports;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Defines the background tasks of the reports: counting, on one replica at a time, and
 * recounts, on any.
 */
@Configuration(proxyBeanMethods = false)
class ReportTasks {

	private static final Logger log = LoggerFactory.getLogger(ReportTasks.class);

	private static final String COUNT = "count-reports";

	/** Recount requested by an admin; its instance name is a {@link Recount}. */
	static final TaskDescriptor<Void> RECOUNT = TaskDescriptor.of("recount-reports");

	@Bean
	RecurringTask<Void> countReports(DailyNumbers numbers, ReportSettings settings) {
		return Tasks.recurring(COUNT, FixedDelay.of(settings.interval())).execute((_, _) -> {
			try (var _ = RequestId.begin(COUNT + "/" + RequestId.random())) {
				numbers.catchUp();
			}
		});
	}

	/** Recounts the locations one after the other, to leave threads for the sagas. */
	@Bean
	OneTimeTask<Void> recountReports(DailyNumbers numbers, LocationIndex locations, ReportSettings settings) {
		return Tasks.oneTime(RECOUNT)
			.onFailure(new FailureHandler.OnFailureRetryLater<>(settings.retry()))
			.execute((instance, _) -> {
				try (var _ = RequestId.begin(RECOUNT.getTaskName() + "/" + instance.getId())) {
					var recount = Recount.parse(instance.getId());
					Tenancy.of(recount.tenantId()).run(() -> locations.of(recount).forEach(numbers::recount));
				}
				catch (RuntimeException ex) {
					log.warn("recount of reports {} failed and will be retried", instance.getId(), ex);
					throw ex;
				}
			});
	}

}
