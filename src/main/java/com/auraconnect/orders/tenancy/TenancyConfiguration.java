package com.auraconnect.orders.tenancy;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a {@link TenantDataSource} in the place of the pool. */
@Configuration(proxyBeanMethods = false)
class TenancyConfiguration {

	@Bean
	static BeanPostProcessor tenantsOfSessions() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof HikariDataSource pool) ? new TenantDataSource(pool) : bean;
			}
		};
	}

}
