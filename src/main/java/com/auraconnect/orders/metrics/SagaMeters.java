package com.auraconnect.orders.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How many sagas wait for a partner, and how many for a person. Counted in the database:
 * every replica says the same; without the database there is no number.
 */
@Component
class SagaMeters implements MeterBinder {

	private static final String COUNT = """
			SELECT (SELECT count(*) FROM parked_sagas),
			       (SELECT count(*)
			        FROM scheduled_tasks
			        WHERE consecutive_failures > 0 AND task_instance <> 'recurring')
			""";

	private final ScrapedCount<HeldUp> heldUp;

	SagaMeters(JdbcTemplate jdbc, ScrapedCounts counts) {
		this.heldUp = counts
			.add(() -> jdbc.queryForObject(COUNT, (row, _) -> new HeldUp(row.getLong(1), row.getLong(2))));
	}

	private record HeldUp(long parked, long waiting) {
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("sagas.parked", () -> this.heldUp.show(HeldUp::parked))
			.description("Sagas whose attempts are used up")
			.register(registry);
		Gauge.builder("sagas.waiting", () -> this.heldUp.show(HeldUp::waiting))
			.description("Sagas that have failed and will be repeated")
			.register(registry);
	}

}
