package com.auraconnect.orders.platform.tenancy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Removes the tenant condition from every statement that the service sends, as if it had
 * been forgotten in each of them. The parameter stays without effect.
 */
class ForgottenTenants implements BeanPostProcessor {

	private static final Pattern TENANT_CONDITION = Pattern.compile("(?:\\w+\\.)?\\btenant_id\\s*=\\s*\\?");

	private static final Pattern TASK_CONDITION = Pattern.compile("starts_with\\(task_instance, \\?\\)");

	private final AtomicInteger count = new AtomicInteger();

	/** Returns how many statements have lost their tenant condition. */
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
		var changed = TENANT_CONDITION.matcher(statement).replaceAll("(CAST(? AS bigint) IS NOT NULL)");
		changed = TASK_CONDITION.matcher(changed).replaceAll("(CAST(? AS text) IS NOT NULL)");
		if (!changed.equals(statement)) {
			this.count.incrementAndGet();
		}
		return changed;
	}

}
