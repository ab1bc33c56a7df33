package com.auraconnect.orders.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.auraconnect.orders.order.Delivered;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Delivers the feeds to one partner: each event at least once, in order within each feed.
 * During an outage the rest waits for a later round. An event that the partner refuses is
 * logged and skipped, since a retry would be refused again.
 */
class FeedDelivery {

	private static final Logger log = LoggerFactory.getLogger(FeedDelivery.class);

	/** Bounds the memory of a round: the events of these feeds are read together. */
	private static final int FEEDS_READ_AT_ONCE = 25;

	/**
	 * The next events of a feed.
	 *
	 * @param feed cursor after which the events were read
	 * @param events never empty
	 */
	private record Batch(FeedCursor feed, List<NumberedEvent> events) {
	}

	/**
	 * Outcome of a batch.
	 *
	 * @param reached cursor after the last delivered event
	 */
	private record Carried(FeedCursor reached, boolean isHeldUp, boolean mayHaveMore) {
	}

	private final Carrier carrier;

	private final FeedCursors cursors;

	private final DeliverySettings settings;

	private final Clock clock;

	private final Meter.MeterProvider<Counter> delivered;

	/**
	 * End of the pause that the partner asked for. Not shared: another replica, or this
	 * one after a restart, makes one more attempt.
	 */
	private volatile Instant pausedUntil = Instant.MIN;

	FeedDelivery(Carrier carrier, FeedCursors cursors, DeliverySettings settings, Clock clock, MeterRegistry meters) {
		this.carrier = carrier;
		this.cursors = cursors;
		this.settings = settings;
		this.clock = clock;
		this.delivered = Counter.builder("deliveries")
			.description("Events delivered to a partner")
			.tag("partner", carrier.consumer())
			.withRegistry(meters);
	}

	/** Delivers all waiting events, as long as the partner answers. */
	void deliver() {
		var heldUp = new HashSet<FeedCursor>();
		try (var workers = Executors.newFixedThreadPool(this.settings.feedsAtOnce(), Thread.ofVirtual().factory())) {
			var hasMore = true;
			while (hasMore && !isPaused()) {
				var feeds = new ArrayList<>(this.cursors.behind(this.carrier.consumer()));
				feeds.removeAll(heldUp);
				hasMore = deliverBatches(feeds, heldUp, workers);
			}
		}
	}

	private boolean isPaused() {
		return this.clock.instant().isBefore(this.pausedUntil);
	}

	/**
	 * Delivers one batch of each feed, so that no feed waits for the whole backlog of
	 * another.
	 * @param heldUp receives the feeds whose delivery failed
	 * @return whether the other feeds may have more events
	 */
	private boolean deliverBatches(List<FeedCursor> feeds, Set<FeedCursor> heldUp, ExecutorService workers) {
		var hasMore = false;
		for (int start = 0; start < feeds.size() && !isPaused(); start += FEEDS_READ_AT_ONCE) {
			var part = feeds.subList(start, Math.min(start + FEEDS_READ_AT_ONCE, feeds.size()));
			var carried = carry(read(part), workers);
			forEachTenant(carried.stream().map(Carried::reached).toList(), this.cursors::move);
			carried.stream().filter(Carried::isHeldUp).map(Carried::reached).forEach(heldUp::add);
			hasMore |= carried.stream().anyMatch(Carried::mayHaveMore);
		}
		return hasMore;
	}

	private List<Batch> read(List<FeedCursor> feeds) {
		var batches = new ArrayList<Batch>();
		forEachTenant(feeds, (ofTenant) -> {
			var events = this.cursors.next(ofTenant, this.settings.batchSize());
			ofTenant.stream()
				.filter((feed) -> events.containsKey(feed.locationId()))
				.map((feed) -> new Batch(feed, events.get(feed.locationId())))
				.forEach(batches::add);
		});
		return batches;
	}

	private static void forEachTenant(List<FeedCursor> feeds, Consumer<List<FeedCursor>> work) {
		feeds.stream()
			.collect(Collectors.groupingBy(FeedCursor::tenantId, LinkedHashMap::new, Collectors.toList()))
			.forEach((tenant, ofTenant) -> Tenancy.of(tenant).run(() -> work.accept(ofTenant)));
	}

	private List<Carried> carry(List<Batch> batches, ExecutorService workers) {
		return batches.stream()
			.map((batch) -> CompletableFuture.supplyAsync(() -> carry(batch), workers))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	private Carried carry(Batch batch) {
		var reached = batch.feed();
		try (var _ = RequestId
			.begin("deliver-%s/%d/%d".formatted(reached.consumer(), reached.tenantId(), reached.locationId()))) {
			for (var event : batch.events()) {
				count(event, Tenancy.of(reached.tenantId()).call(() -> this.carrier.carry(event)));
				reached = reached.at(event.sequence());
			}
			return new Carried(reached, false, batch.events().size() == this.settings.batchSize());
		}
		catch (PartnerUnavailable ex) {
			this.pausedUntil = this.clock.instant().plus(ex.retryAfter());
		}
		catch (RuntimeException | Error ex) {
			log.warn("location {} of tenant {}: delivery to {} failed after event {} and is retried",
					reached.locationId(), reached.tenantId(), reached.consumer(), reached.sequence(), ex);
		}
		return new Carried(reached, true, false);
	}

	private void count(NumberedEvent event, Delivered outcome) {
		this.delivered.withTag("outcome", WireNames.of(outcome)).increment();
		if (outcome == Delivered.REFUSED) {
			log.warn("order {}: {} refused event {}, which is skipped", event.orderId(), this.carrier.consumer(),
					event.eventId());
		}
	}

}
