package com.auraconnect.orders.delivery;

import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.metrics.ScrapedCounts;

/**
 * Metrics of each partner's backlog. Counted in the database, so every replica reports
 * the same value. There is no value while the database is unreachable.
 */
@Component
class DeliveryMeters implements MeterBinder {

	private final List<EventSender> senders;

	private final FeedCursors cursors;

	private final ScrapedCounts counts;

	DeliveryMeters(List<EventSender> senders, FeedCursors cursors, ScrapedCounts counts) {
		this.senders = senders;
		this.cursors = cursors;
		this.counts = counts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (var sender : this.senders) {
			var waiting = this.counts.add(() -> this.cursors.waiting(sender.consumer()));
			Gauge.builder("deliveries.waiting", () -> waiting.show(Long::doubleValue))
				.description("Events that have not been delivered to a partner yet")
				.tag("partner", sender.consumer())
				.register(registry);
		}
	}

}
