package com.auraconnect.orders.platform.tenancy;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wraps the connection pool in a {@link TenantDataSource}. */
@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

	@Bean
	static BeanPostProcessor tenantDataSourceWrapper() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof HikariDataSource pool) ? new TenantDataSource(pool) : bean;
			}
		};
	}

}
