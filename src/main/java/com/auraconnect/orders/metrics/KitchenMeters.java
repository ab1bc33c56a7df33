package com.auraconnect.orders.metrics;

import java.time.Clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many orders a kitchen should have begun to see and no display has shown, and for
 * how long the oldest of them. Counted in the database, over all locations: every replica
 * says the same; without the database there is no number.
 */
@Component
class KitchenMeters implements MeterBinder {

	/** An order is the kitchen's from its confirmation on, however old it was then. */
	private static final String UNACKNOWLEDGED = """
			SELECT count(*) AS orders, min(confirmation.changed_at) AS oldest
			FROM orders o
			CROSS JOIN LATERAL (
			    SELECT h.changed_at
			    FROM order_status_history h
			    WHERE h.order_id = o.id AND h.tenant_id = o.tenant_id AND h.to_status = 'confirmed'
			) confirmation
			WHERE o.status IN ('confirmed', 'preparing')
			  AND NOT EXISTS (SELECT
			                  FROM kitchen_acknowledgements a
			                  WHERE a.order_id = o.id AND a.tenant_id = o.tenant_id)
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
			.description("Since when the oldest of them has been confirmed; 0 when there is none")
			.baseUnit("seconds")
			.register(registry);
	}

}
