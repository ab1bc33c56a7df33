package com.auraconnect.orders.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

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

	/** Their events are in memory together. */
	private static final int FEEDS_READ_AT_ONCE = 25;

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
		try (var workers = Executors.newFixedThreadPool(this.settings.feedsAtOnce(), Thread.ofVirtual().factory())) {
			var tenants = this.cursors.behind(this.carrier.consumer())
				.stream()
				.collect(Collectors.groupingBy(FeedCursor::tenantId, LinkedHashMap::new, Collectors.toList()));
			tenants.forEach((tenant, feeds) -> Tenancy.of(tenant).run(() -> deliver(feeds, workers)));
		}
	}

	/** Feeds of one tenant, a part of them after the other. */
	private void deliver(List<FeedCursor> feeds, ExecutorService workers) {
		for (int start = 0; start < feeds.size(); start += FEEDS_READ_AT_ONCE) {
			var part = feeds.subList(start, Math.min(start + FEEDS_READ_AT_ONCE, feeds.size()));
			while (!part.isEmpty() && !isPaused()) {
				part = deliverBatch(part, workers);
			}
		}
	}

	private boolean isPaused() {
		return this.clock.instant().isBefore(this.pausedUntil);
	}

	/** Answers with the feeds that may have more. */
	private List<FeedCursor> deliverBatch(List<FeedCursor> feeds, ExecutorService workers) {
		var events = this.cursors.next(feeds, this.settings.batchSize());
		var reached = feeds.stream()
			.filter((feed) -> events.containsKey(feed.locationId()))
			.map((feed) -> CompletableFuture.supplyAsync(() -> carry(feed, events.get(feed.locationId())), workers))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		if (!reached.isEmpty()) {
			this.cursors.move(reached);
		}
		return reached.stream().filter((feed) -> {
			var batch = events.get(feed.locationId());
			return batch.size() == this.settings.batchSize() && batch.getLast().sequence() == feed.sequence();
		}).toList();
	}

	/** Answers with how far it got. */
	private FeedCursor carry(FeedCursor feed, List<NumberedEvent> events) {
		var cursor = feed;
		try (var _ = RequestId
			.begin("deliver-%s/%d/%d".formatted(feed.consumer(), feed.tenantId(), feed.locationId()))) {
			for (var event : events) {
				count(event, Tenancy.of(feed.tenantId()).call(() -> this.carrier.carry(event)));
				cursor = cursor.at(event.sequence());
			}
		}
		catch (PartnerUnavailable ex) {
			this.pausedUntil = this.clock.instant().plus(ex.retryAfter());
		}
		catch (RuntimeException ex) {
			log.warn("location {} of tenant {}: {} is held up after event {}", feed.locationId(), feed.tenantId(),
					feed.consumer(), cursor.sequence(), ex);
		}
		return cursor;
	}

	private void count(NumberedEvent event, Delivered outcome) {
		this.delivered.withTag("outcome", WireNames.of(outcome)).increment();
		if (outcome == Delivered.REFUSED) {
			log.warn("order {}: {} does not want event {}", event.orderId(), this.carrier.consumer(), event.eventId());
		}
	}

}
