package com.auraconnect.orders.customers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.order.CustomerFetching;
import com.auraconnect.orders.order.CustomerSettings;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.platform.tracing.RequestId;

/** Defines the task that fetches missing customer details, on one replica at a time. */
@Configuration(proxyBeanMethods = false)
class CustomerTasks {

	private static final Logger log = LoggerFactory.getLogger(CustomerTasks.class);

	private static final String NAME = "fetch-customers";

	@Bean
	RecurringTask<Void> fetchCustomers(CustomerFetching customers, CustomerSettings settings) {
		return Tasks.recurring(NAME, FixedDelay.of(settings.interval())).execute((_, _) -> {
			try (var _ = RequestId.begin(NAME + "/" + RequestId.random())) {
				customers.fetchSome();
			}
			catch (PartnerUnavailable ex) {
				log.debug("customer details are not fetched yet: {}", ex.getMessage());
			}
		});
	}

}
