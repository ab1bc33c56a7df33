package com.auraconnect.orders.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.ToDoubleFunction;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How many events the reports do not show yet, and for how long the oldest has waited,
 * counted in the database: every replica says the same. Without the database there is no
 * number.
 */
@Component
class ReportMeters implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(ReportMeters.class);

	/** Shorter than any scrape interval, longer than one scrape. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(500);

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

	private final JdbcTemplate jdbc;

	private final Clock clock;

	private final LoadingCache<String, Waiting> counts;

	ReportMeters(JdbcTemplate jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.counts = Caffeine.newBuilder().expireAfterWrite(ONE_SCRAPE).build((_) -> count());
	}

	private record Waiting(long events, @Nullable Instant since) {
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("reports.waiting", () -> look(Waiting::events))
			.description("Events that the reports do not show yet")
			.register(registry);
		Gauge.builder("reports.waiting.age", () -> look(this::age))
			.description("How long the oldest of them has waited")
			.baseUnit("seconds")
			.register(registry);
	}

	private double age(Waiting waiting) {
		return (waiting.since() != null) ? Duration.between(waiting.since(), this.clock.instant()).toMillis() / 1000.0
				: 0;
	}

	private double look(ToDoubleFunction<Waiting> value) {
		try {
			return value.applyAsDouble(this.counts.get("all"));
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("events that wait for the reports cannot be counted: {}", ex.getMessage());
			return Double.NaN;
		}
	}

	private Waiting count() {
		return this.jdbc.queryForObject(COUNT, (row, _) -> {
			var since = row.getObject(2, OffsetDateTime.class);
			return new Waiting(row.getLong(1), (since != null) ? since.toInstant() : null);
		});
	}

}
