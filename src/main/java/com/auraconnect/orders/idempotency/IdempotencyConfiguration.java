package com.auraconnect.orders.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

import com.auraconnect.orders.security.BodyAuthorization;

/**
 * Registers the filter behind the security filters, and the purge as a recurring task.
 */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

	@Bean
	FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(IdempotencyService requests,
			BodyAuthorization authorization, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		var registration = new FilterRegistrationBean<>(new IdempotencyFilter(requests, authorization, problems));
		registration.addUrlPatterns("/api/*");
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

	@Bean
	RecurringTask<Void> purgeIdempotencyKeys(IdempotencyRepository answers, IdempotencySettings settings) {
		return Tasks.recurring("purge-idempotency-keys", FixedDelay.of(settings.purgeInterval())).execute((_, _) -> {
			while (answers.purge(settings.keep(), settings.purgeBatch()) == settings.purgeBatch()) {
				// continue while batches are full
			}
		});
	}

}
