package com.auraconnect.orders.order;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.metrics.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.auraconnect.orders.platform.metrics.BuildMeter;

/**
 * Keeps the metric names {@code orders_created_total}, on which the platform's alerts are
 * built, and {@code build_info}, as dashboards expect it: Micrometer's convention treats
 * "_created" and "_info" as OpenMetrics suffixes and would cut them off.
 */
@Configuration(proxyBeanMethods = false)
class MetricNames {

	@Bean
	MeterRegistryCustomizer<PrometheusMeterRegistry> metricNaming() {
		return (registry) -> registry.config().namingConvention(new SuffixConvention());
	}

	private static final class SuffixConvention implements NamingConvention {

		private final NamingConvention standard = new PrometheusNamingConvention();

		@Override
		public String name(String name, Meter.Type type, @Nullable String baseUnit) {
			return switch (name) {
				case OrderMeters.CREATED -> "orders_created";
				case BuildMeter.NAME -> "build_info";
				default -> this.standard.name(name, type, baseUnit);
			};
		}

		@Override
		public String tagKey(String key) {
			return this.standard.tagKey(key);
		}

		@Override
		public String tagValue(String value) {
			return this.standard.tagValue(value);
		}

	}

}
