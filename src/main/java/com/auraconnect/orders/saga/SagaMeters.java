package com.auraconnect.orders.saga;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.metrics.ScrapedCount;
import com.auraconnect.orders.platform.metrics.ScrapedCounts;
import com.auraconnect.orders.saga.SagaTaskRepository.HeldUp;

/**
 * Gauges of the sagas that wait for a retry and of the parked ones. Counted in the
 * database, so that every replica reports the same. Without the database the gauges have
 * no value.
 */
@Component
class SagaMeters implements MeterBinder {

	private final ScrapedCount<HeldUp> heldUp;

	SagaMeters(SagaTaskRepository tasks, ScrapedCounts counts) {
		this.heldUp = counts.add(tasks::heldUp);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("sagas.parked", () -> this.heldUp.show(HeldUp::parked))
			.description("Sagas that have failed for good and wait for an operator")
			.register(registry);
		Gauge.builder("sagas.waiting", () -> this.heldUp.show(HeldUp::waiting))
			.description("Sagas that have failed and will be retried")
			.register(registry);
	}

}
