package com.auraconnect.orders.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.WireNames;

/**
 * How many orders are in which state, counted in the database, so that it is right after
 * a restart and every replica says the same. All states of one scrape come from one
 * count; without the database there is no number.
 */
@Component
class ActiveOrders implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(ActiveOrders.class);

	/** Shorter than any scrape interval, longer than one scrape. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(500);

	private static final String COUNT = """
			SELECT status, count(*)
			FROM orders
			WHERE status IN ('pending', 'confirmed', 'preparing', 'ready')
			GROUP BY status
			""";

	private final JdbcTemplate jdbc;

	private final LoadingCache<String, Map<OrderStatus, Long>> counts;

	ActiveOrders(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.counts = Caffeine.newBuilder().expireAfterWrite(ONE_SCRAPE).build((_) -> count());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (var status : OrderStatus.ACTIVE) {
			Gauge.builder("orders.active", () -> active(status))
				.description("Orders that are not ended")
				.tag("status", WireNames.of(status))
				.register(registry);
		}
	}

	private double active(OrderStatus status) {
		try {
			return this.counts.get("all").getOrDefault(status, 0L);
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("active orders cannot be counted: {}", ex.getMessage());
			return Double.NaN;
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
