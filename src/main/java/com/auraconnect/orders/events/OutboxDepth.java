package com.auraconnect.orders.events;

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
 * How many events Redis does not have yet, and for how long the oldest has waited,
 * counted in the database: every replica says the same. Without the database there is no
 * number.
 */
@Component
class OutboxDepth implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(OutboxDepth.class);

	/** Shorter than any scrape interval, longer than one scrape. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(500);

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

	private final JdbcTemplate jdbc;

	private final Clock clock;

	private final LoadingCache<String, Waiting> counts;

	OutboxDepth(JdbcTemplate jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.counts = Caffeine.newBuilder().expireAfterWrite(ONE_SCRAPE).build((_) -> count());
	}

	private record Waiting(long events, @Nullable Instant since) {
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("events.waiting", () -> look(Waiting::events))
			.description("Events that Redis has not acknowledged")
			.register(registry);
		Gauge.builder("events.waiting.age", () -> look(this::age))
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
			log.debug("waiting events cannot be counted: {}", ex.getMessage());
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
