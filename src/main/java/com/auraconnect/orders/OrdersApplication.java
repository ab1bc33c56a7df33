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
	 * Minimum number of carrier threads of virtual threads. A virtual thread that is
	 * blocked in class loading pins its carrier; on two cores all of them could be pinned
	 * at once. {@link VirtualThreadWatchdog} adds more if that happens all the same.
	 */
	private static final int MIN_CARRIERS = 16;

	public static void main(String[] args) {
		var carriers = Math.max(MIN_CARRIERS, Runtime.getRuntime().availableProcessors());
		System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", Integer.toString(carriers));
		SpringApplication.run(OrdersApplication.class, args);
	}

	/** Ticks in milliseconds, the precision of stored and shown times. */
	@Bean
	Clock clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

}
