package com.auraconnect.orders.outbox;

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
 * Metrics of the outbox: the number of events that Redis has not acknowledged, and the
 * age of the oldest. Counted in the database, so every replica reports the same value.
 * There is no value while the database is unreachable.
 */
@Component
class OutboxDepth implements MeterBinder {

	private static final String COUNT = """
			SELECT (SELECT count(*) FROM outbox_events WHERE sequence IS NULL)
			           + (SELECT coalesce(sum(last_sequence - published_sequence), 0) FROM event_feeds),
			       least(
			           (SELECT occurred_at FROM outbox_events WHERE sequence IS NULL ORDER BY id LIMIT 1),
			           (SELECT min(e.occurred_at)
			            FROM event_feeds f
			            JOIN outbox_events e ON e.tenant_id = f.tenant_id AND e.location_id = f.location_id
			                AND e.sequence = f.published_sequence + 1
			            WHERE f.published_sequence < f.last_sequence))
			""";

	private final Clock clock;

	private final ScrapedCount<Backlog> waiting;

	OutboxDepth(JdbcTemplate jdbc, ScrapedCounts counts, Clock clock) {
		this.clock = clock;
		this.waiting = counts.add(() -> jdbc.queryForObject(COUNT, (row, _) -> Backlog.of(row)));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("events.waiting", () -> this.waiting.show(Backlog::size))
			.description("Events that Redis has not acknowledged")
			.register(registry);
		Gauge.builder("events.waiting.age", () -> this.waiting.show((found) -> found.age(this.clock)))
			.description("Age of the oldest event that Redis has not acknowledged")
			.baseUnit("seconds")
			.register(registry);
	}

}
