package com.auraconnect.orders;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The order service of a restaurant platform. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrdersApplication {

	/**
	 * A virtual thread that loads a class keeps its carrier while it waits for the lock
	 * of the class loader. When all carriers are kept so, the lock's owner gets none to
	 * go on with, and the process stands still for good: with one carrier a core, on two
	 * cores, the first requests after a start have done that.
	 */
	private static final int LEAST_CARRIERS = 16;

	public static void main(String[] args) {
		var carriers = Math.max(LEAST_CARRIERS, Runtime.getRuntime().availableProcessors());
		System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", Integer.toString(carriers));
		SpringApplication.run(OrdersApplication.class, args);
	}

	/** To the millisecond, as time is stored and shown. */
	@Bean
	Clock clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

}
