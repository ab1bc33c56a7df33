package com.auraconnect.orders;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

import com.auraconnect.orders.platform.threads.VirtualThreadWatchdog;

/** The order service of a restaurant platform. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrdersApplication {

	/**
	 * Of virtual threads, however few the cores are: who loads a class keeps others'
	 * carriers. {@link VirtualThreadWatchdog} sees to it when all are kept.
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
