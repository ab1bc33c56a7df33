package com.auraconnect.orders.metrics;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How many orders a kitchen should have begun to see and no display has shown, and for
 * how long the oldest of them. Counted in the database, over all locations: every replica
 * says the same; without the database there is no number.
 */
@Component
class KitchenMeters implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(KitchenMeters.class);

	/** Shorter than any scrape interval, longer than one scrape. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(500);

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

	private final JdbcClient jdbc;

	private final Clock clock;

	private final LoadingCache<String, Unacknowledged> counted;

	KitchenMeters(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.counted = Caffeine.newBuilder().expireAfterWrite(ONE_SCRAPE).build((_) -> count());
	}

	private record Unacknowledged(long orders, @Nullable Instant oldest) {

		double ageAt(Instant now) {
			return (this.oldest != null) ? Math.max(0, Duration.between(this.oldest, now).toSeconds()) : 0;
		}

	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("kitchen.unacknowledged", () -> gauge(Unacknowledged::orders))
			.description("Confirmed or preparing orders that no display has shown")
			.register(registry);
		Gauge.builder("kitchen.unacknowledged.age", () -> gauge((found) -> found.ageAt(this.clock.instant())))
			.description("Since when the oldest of them has been confirmed; 0 when there is none")
			.baseUnit("seconds")
			.register(registry);
	}

	private double gauge(ToDoubleFunction<Unacknowledged> value) {
		try {
			return value.applyAsDouble(this.counted.get("all"));
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("unacknowledged orders cannot be counted: {}", ex.getMessage());
			return Double.NaN;
		}
	}

	private Unacknowledged count() {
		return this.jdbc.sql(UNACKNOWLEDGED).query((row, _) -> {
			var oldest = row.getObject("oldest", OffsetDateTime.class);
			return new Unacknowledged(row.getLong("orders"), (oldest != null) ? oldest.toInstant() : null);
		}).single();
	}

}
