package com.auraconnect.orders.reports;

import java.time.Clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.metrics.Backlog;
import com.auraconnect.orders.platform.metrics.ScrapedCount;
import com.auraconnect.orders.platform.metrics.ScrapedCounts;

/**
 * Gauges of the events not counted yet: their number and the age of the oldest. Counted
 * in the database, so that every replica reports the same. Without the database the
 * gauges have no value.
 */
@Component
class ReportMeters implements MeterBinder {

	private static final String COUNT = """
			SELECT coalesce(sum(f.last_sequence - coalesce(c.sequence, 0)), 0), min(next.occurred_at)
			FROM event_feeds f
			LEFT JOIN feed_cursors c
			    ON c.consumer = 'reports' AND c.tenant_id = f.tenant_id AND c.location_id = f.location_id
			LEFT JOIN LATERAL (
			    SELECT e.occurred_at
			    FROM outbox_events e
			    WHERE e.tenant_id = f.tenant_id AND e.location_id = f.location_id
			      AND e.sequence > coalesce(c.sequence, 0)
			    ORDER BY e.sequence
			    LIMIT 1
			) next ON TRUE
			WHERE f.last_sequence > coalesce(c.sequence, 0)
			""";

	private final Clock clock;

	private final ScrapedCount<Backlog> waiting;

	ReportMeters(JdbcTemplate jdbc, ScrapedCounts counts, Clock clock) {
		this.clock = clock;
		this.waiting = counts.add(() -> jdbc.queryForObject(COUNT, (row, _) -> Backlog.of(row)));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("reports.waiting", () -> this.waiting.show(Backlog::size))
			.description("Events not yet counted in the reports")
			.register(registry);
		Gauge.builder("reports.waiting.age", () -> this.waiting.show((found) -> found.age(this.clock)))
			.description("Age of the oldest event not yet counted in the reports")
			.baseUnit("seconds")
			.register(registry);
	}

}
