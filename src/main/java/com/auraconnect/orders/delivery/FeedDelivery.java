package com.auraconnect.orders.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.auraconnect.orders.order.Delivered;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.tenancy.Tenancy;
import com.auraconnect.orders.tracing.RequestId;

/**
 * Hands the feeds on to one partner: each event at least once, each feed in its order. An
 * outage leaves the rest for a later round; what the partner refuses is logged and passed
 * over, since it would refuse it again.
 */
class FeedDelivery {

	private static final Logger log = LoggerFactory.getLogger(FeedDelivery.class);

	private final Carrier carrier;

	private final FeedCursors cursors;

	private final DeliverySettings settings;

	private final Clock clock;

	private final Meter.MeterProvider<Counter> delivered;

	/** Best effort: another replica, or this one after a restart, just asks once more. */
	private volatile Instant pausedUntil = Instant.MIN;

	FeedDelivery(Carrier carrier, FeedCursors cursors, DeliverySettings settings, Clock clock, MeterRegistry meters) {
		this.carrier = carrier;
		this.cursors = cursors;
		this.settings = settings;
		this.clock = clock;
		this.delivered = Counter.builder("deliveries")
			.description("Events handed on to a partner")
			.tag("partner", carrier.consumer())
			.withRegistry(meters);
	}

	/** One round: hands on all that there is, as long as the partner answers. */
	void deliver() {
		if (this.clock.instant().isBefore(this.pausedUntil)) {
			return;
		}
		try (var workers = Executors.newFixedThreadPool(this.settings.feedsAtOnce(), Thread.ofVirtual().factory())) {
			for (var feed : this.cursors.behind(this.carrier.consumer())) {
				workers.execute(() -> Tenancy.of(feed.tenantId()).run(() -> deliver(feed)));
			}
		}
	}

	private void deliver(FeedCursor feed) {
		var cursor = feed;
		try (var _ = RequestId
			.begin("deliver-%s/%d/%d".formatted(feed.consumer(), feed.tenantId(), feed.locationId()))) {
			int read;
			do {
				var events = this.cursors.next(cursor, this.settings.batchSize());
				read = events.size();
				for (var event : events) {
					count(event, this.carrier.carry(event));
					cursor = cursor.at(event.sequence());
				}
				this.cursors.move(cursor);
			}
			while (read == this.settings.batchSize());
		}
		catch (PartnerUnavailable ex) {
			this.cursors.move(cursor);
			this.pausedUntil = this.clock.instant().plus(ex.retryAfter());
		}
		catch (RuntimeException ex) {
			log.warn("location {} of tenant {}: {} is held up after event {}", feed.locationId(), feed.tenantId(),
					feed.consumer(), cursor.sequence(), ex);
		}
	}

	private void count(NumberedEvent event, Delivered outcome) {
		this.delivered.withTag("outcome", WireNames.of(outcome)).increment();
		if (outcome == Delivered.REFUSED) {
			log.warn("order {}: {} does not want event {}", event.orderId(), this.carrier.consumer(), event.eventId());
		}
	}

}
