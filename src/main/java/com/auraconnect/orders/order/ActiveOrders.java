package com.auraconnect.orders.order;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.metrics.ScrapedCount;
import com.auraconnect.orders.platform.metrics.ScrapedCounts;

/**
 * Gauges of the active orders by status. Counted in the database, so that they are right
 * after a restart and equal on every replica. All statuses of a scrape come from one
 * count; without the database the gauges have no value.
 */
@Component
class ActiveOrders implements MeterBinder {

	private static final String COUNT = """
			SELECT status, count(*)
			FROM orders
			WHERE status IN ('pending', 'confirmed', 'preparing', 'ready')
			GROUP BY status
			""";

	private final JdbcTemplate jdbc;

	private final ScrapedCount<Map<OrderStatus, Long>> counts;

	ActiveOrders(JdbcTemplate jdbc, ScrapedCounts counts) {
		this.jdbc = jdbc;
		this.counts = counts.add(this::count);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (var status : OrderStatus.ACTIVE) {
			Gauge.builder("orders.active", () -> this.counts.show((found) -> found.getOrDefault(status, 0L)))
				.description("Active orders by status")
				.tag("status", WireNames.of(status))
				.register(registry);
		}
	}

	private Map<OrderStatus, Long> count() {
		Map<OrderStatus, Long> found = new EnumMap<>(OrderStatus.class);
		this.jdbc.query(COUNT, (row) -> {
			found.put(OrderStatus.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getLong(2));
		});
		return found;
	}

}
