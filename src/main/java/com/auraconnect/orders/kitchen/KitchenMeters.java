package com.auraconnect.orders.kitchen;

import java.time.Clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.metrics.Backlog;
import com.auraconnect.orders.platform.metrics.ScrapedCount;
import com.auraconnect.orders.platform.metrics.ScrapedCounts;

/**
 * Gauges of the confirmed orders that no display has shown as they are: their number and
 * the age of the oldest. Counted in the database over all locations, so that every
 * replica reports the same. Without the database the gauges have no value.
 */
@Component
class KitchenMeters implements MeterBinder {

	/**
	 * An order's age counts from its firing, which is its confirmation unless it was
	 * scheduled.
	 */
	private static final String UNACKNOWLEDGED = """
			SELECT count(*) AS orders, min(coalesce(o.fired_at, confirmation.changed_at)) AS oldest
			FROM orders o
			CROSS JOIN LATERAL (
			    SELECT h.changed_at
			    FROM order_status_history h
			    WHERE h.order_id = o.id AND h.tenant_id = o.tenant_id AND h.to_status = 'confirmed'
			) confirmation
			WHERE o.status IN ('confirmed', 'preparing') AND (o.fire_at IS NULL OR o.fired_at IS NOT NULL)
			  AND NOT EXISTS (SELECT
			                  FROM kitchen_acknowledgements a
			                  WHERE a.order_id = o.id AND a.tenant_id = o.tenant_id
			                    AND a.version >= o.kitchen_version)
			""";

	private final Clock clock;

	private final ScrapedCount<Backlog> unacknowledged;

	KitchenMeters(JdbcClient jdbc, ScrapedCounts counts, Clock clock) {
		this.clock = clock;
		this.unacknowledged = counts.add(() -> jdbc.sql(UNACKNOWLEDGED).query((row, _) -> Backlog.of(row)).single());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("kitchen.unacknowledged", () -> this.unacknowledged.show(Backlog::size))
			.description("Confirmed or preparing orders that no display has shown")
			.register(registry);
		Gauge.builder("kitchen.unacknowledged.age", () -> this.unacknowledged.show((found) -> found.age(this.clock)))
			.description("Time since the firing of the oldest order that no display has shown; 0 if there is none")
			.baseUnit("seconds")
			.register(registry);
	}

}
