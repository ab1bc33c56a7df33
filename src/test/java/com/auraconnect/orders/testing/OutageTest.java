package com.auraconnect.orders.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * A {@link ServiceTest} that may take partners down, change the menu and move the clock.
 * All such tests share a running service of their own. Its time-outs of partners are less
 * than half of those in production, all but the menu's; its circuits close and its sagas
 * are retried within a second. Each test begins with all partners up and all circuits
 * closed, as {@link TestEnvironmentControls#restore()} leaves them.
 */
@Documented
@Inherited
@ServiceTest
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({ SettableClock.class, TestEnvironmentControls.class })
@TestPropertySource(properties = { "orders.saga.follow-up=500ms", "orders.saga.first-retry=200ms",
		"orders.saga.retry-factor=1.0", "orders.customers.interval=200ms", "db-scheduler.polling-interval=100ms",
		"resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=300ms",
		"resilience4j.timelimiter.configs.default.timeout-duration=2s",
		"orders.partners.inventory.response-timeout=600ms", "orders.partners.payment.response-timeout=600ms",
		"orders.partners.customer.response-timeout=600ms", "orders.partners.notification.response-timeout=600ms",
		"orders.partners.analytics.response-timeout=600ms" })
public @interface OutageTest {

}
