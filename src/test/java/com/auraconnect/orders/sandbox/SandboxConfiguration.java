package com.auraconnect.orders.sandbox;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Adds the sandbox's controls at {@code /sandbox} to a running service. The component
 * scan of the service finds this class whenever it is on the class path; without a
 * {@link Sandbox} bean it does nothing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Sandbox.class)
public class SandboxConfiguration {

	/** Registers that sandbox in a context, which closes it at its own end. */
	public static ApplicationContextInitializer<GenericApplicationContext> with(Sandbox sandbox) {
		return (context) -> context.registerBean(Sandbox.class, () -> sandbox);
	}

	@Bean
	@Order(0)
	SecurityFilterChain sandboxIsOpen(HttpSecurity http) throws Exception {
		return http.securityMatcher("/sandbox/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf(AbstractHttpConfigurer::disable)
			.build();
	}

	@Bean
	LocationCurrencies locationCurrencies(JdbcConnectionDetails database, Sandbox sandbox) {
		return LocationCurrencies.of(sandbox, database.getJdbcUrl(), database.getUsername(), database.getPassword());
	}

	/**
	 * Inserts the demo restaurants of a test; a local run creates them through the API.
	 */
	@Bean
	@Profile("!local")
	@DependsOnDatabaseInitialization
	InitializingBean demoRestaurants(JdbcConnectionDetails database) {
		var owner = new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
		return () -> DemoRestaurants.seed(owner);
	}

}
