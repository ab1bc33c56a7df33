package com.auraconnect.orders.delivery;

import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How far each partner is behind. Counted in the database: every replica says the same;
 * without the database there is no number.
 */
@Component
class DeliveryMeters implements MeterBinder {

	private static final Logger log = LoggerFactory.getLogger(DeliveryMeters.class);

	private final List<Carrier> carriers;

	private final FeedCursors cursors;

	DeliveryMeters(List<Carrier> carriers, FeedCursors cursors) {
		this.carriers = carriers;
		this.cursors = cursors;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (var carrier : this.carriers) {
			Gauge.builder("deliveries.waiting", () -> waiting(carrier.consumer()))
				.description("Events that a partner has not been told of yet")
				.tag("partner", carrier.consumer())
				.register(registry);
		}
	}

	private double waiting(String consumer) {
		try {
			return this.cursors.waiting(consumer);
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("deliveries cannot be counted: {}", ex.getMessage());
			return Double.NaN;
		}
	}

}
