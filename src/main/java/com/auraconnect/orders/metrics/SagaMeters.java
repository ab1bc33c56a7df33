package com.auraconnect.orders.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How many sagas wait for a partner, and how many for a person. Counted in the database:
 * every replica says the same; without the database there is no number.
 */
@Component
class SagaMeters implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(SagaMeters.class);

	private static final String PARKED = "SELECT count(*) FROM parked_sagas";

	private static final String WAITING = """
			SELECT count(*)
			FROM scheduled_tasks
			WHERE consecutive_failures > 0 AND task_instance <> 'recurring'
			""";

	private final JdbcTemplate jdbc;

	SagaMeters(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("sagas.parked", () -> count(PARKED))
			.description("Sagas whose attempts are used up")
			.register(registry);
		Gauge.builder("sagas.waiting", () -> count(WAITING))
			.description("Sagas that have failed and will be repeated")
			.register(registry);
	}

	private double count(String statement) {
		try {
			var count = this.jdbc.queryForObject(statement, Long.class);
			return (count != null) ? count : Double.NaN;
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("sagas cannot be counted: {}", ex.getMessage());
			return Double.NaN;
		}
	}

}
