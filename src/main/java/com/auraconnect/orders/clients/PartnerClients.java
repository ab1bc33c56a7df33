package com.auraconnect.orders.clients;

import java.time.Duration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.clients.PartnerSettings.Endpoint;
import com.auraconnect.orders.order.Partner;

/** Builds each partner's client from its settings. */
@Configuration(proxyBeanMethods = false)
class PartnerClients {

	private final ObjectMapper json;

	private final CircuitBreakerRegistry circuitBreakers;

	private final RetryRegistry retries;

	private final BulkheadRegistry bulkheads;

	private final TimeLimiterRegistry timeLimiters;

	PartnerClients(ObjectMapper json, CircuitBreakerRegistry circuitBreakers, RetryRegistry retries,
			BulkheadRegistry bulkheads, TimeLimiterRegistry timeLimiters) {
		this.json = json;
		this.circuitBreakers = circuitBreakers;
		this.retries = retries;
		this.bulkheads = bulkheads;
		this.timeLimiters = timeLimiters;
	}

	@Bean
	MenuClient menuClient(PartnerSettings settings) {
		return new MenuClient(client(Partner.MENU, "menu", settings.menu()));
	}

	@Bean
	InventoryClient inventoryClient(PartnerSettings settings) {
		return new InventoryClient(client(Partner.INVENTORY, "inventory-check", settings.inventoryCheck()),
				client(Partner.INVENTORY, "inventory", settings.inventory()));
	}

	@Bean
	PaymentClient paymentClient(PartnerSettings settings) {
		return new PaymentClient(client(Partner.PAYMENT, "payment", settings.payment()));
	}

	@Bean
	CustomerClient customerClient(PartnerSettings settings) {
		return new CustomerClient(client(Partner.CUSTOMER, "customer", settings.customer()));
	}

	@Bean
	NotificationClient notificationClient(PartnerSettings settings) {
		return new NotificationClient(client(Partner.NOTIFICATION, "notification", settings.notification()));
	}

	@Bean
	AnalyticsClient analyticsClient(PartnerSettings settings) {
		return new AnalyticsClient(client(Partner.ANALYTICS, "analytics", settings.analytics()));
	}

	private PartnerClient client(Partner partner, String name, Endpoint endpoint) {
		var circuitBreaker = this.circuitBreakers.circuitBreaker(name);
		var retryAfter = Duration
			.ofMillis(circuitBreaker.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState().apply(1));
		var policy = new ResiliencePolicy(circuitBreaker, this.retries.retry(name), this.bulkheads.bulkhead(name),
				this.timeLimiters.timeLimiter(name));
		return new PartnerClient(partner, endpoint.url(), pooled(endpoint), this.json, policy, retryAfter);
	}

	private static CloseableHttpClient pooled(Endpoint endpoint) {
		var connections = PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnPerRoute(endpoint.maxConnections())
			.setMaxConnTotal(endpoint.maxConnections())
			.setDefaultConnectionConfig(
					ConnectionConfig.custom().setConnectTimeout(Timeout.of(endpoint.connectTimeout())).build())
			.build();
		var requests = RequestConfig.custom()
			.setConnectionRequestTimeout(Timeout.of(endpoint.connectTimeout()))
			.setResponseTimeout(Timeout.of(endpoint.responseTimeout()))
			.build();
		return HttpClients.custom()
			.setConnectionManager(connections)
			.setDefaultRequestConfig(requests)
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.build();
	}

}
