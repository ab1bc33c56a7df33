package com.auraconnect.orders.tenancy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Takes the tenant out of the condition of every statement that the service sends, as if
 * each of them had been written by somebody who forgot it. The parameter stays, and means
 * nothing.
 */
class ForgottenTenants implements BeanPostProcessor {

	private static final Pattern OF_TENANT = Pattern.compile("(?:\\w+\\.)?\\btenant_id\\s*=\\s*\\?");

	private static final Pattern TASKS_OF_TENANT = Pattern.compile("starts_with\\(task_instance, \\?\\)");

	private final AtomicInteger count = new AtomicInteger();

	/** How many statements have lost their tenant. */
	int count() {
		return this.count.get();
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool) {
			var driver = new DriverDataSource(pool.getJdbcUrl(), pool.getDriverClassName(),
					pool.getDataSourceProperties(), pool.getUsername(), pool.getPassword());
			pool.setDataSource(ProxyDataSourceBuilder.create(driver)
				.queryTransformer((statement) -> withoutTenant(statement.getQuery()))
				.build());
		}
		return bean;
	}

	private String withoutTenant(String statement) {
		var changed = OF_TENANT.matcher(statement).replaceAll("(CAST(? AS bigint) IS NOT NULL)");
		changed = TASKS_OF_TENANT.matcher(changed).replaceAll("(CAST(? AS text) IS NOT NULL)");
		if (!changed.equals(statement)) {
			this.count.incrementAndGet();
		}
		return changed;
	}

}
