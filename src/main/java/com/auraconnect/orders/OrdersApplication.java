package com.auraconnect.orders;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The order service of a restaurant platform. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrdersApplication {

	public static void main(String[] args) {
		SpringApplication.run(OrdersApplication.class, args);
	}

	/** To the millisecond, as time is stored and shown. */
	@Bean
	Clock clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

	/**
	 * For the pool, and for migrations, which need a connection as nobody but the user.
	 */
	@Bean
	DatabaseUrl database(Environment environment) {
		return DatabaseUrl.parse(environment.getRequiredProperty("DATABASE_URL"));
	}

}
