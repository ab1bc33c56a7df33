package com.auraconnect.orders.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Delivers the feeds to one partner: each event at least once, in order within each feed.
 * During an outage the rest waits for a later round, which tries the feed with fewer
 * events a call. A call that the partner refuses is halved, until the refused events are
 * alone: each is logged and skipped, since a retry would be refused again.
 */
class FeedDelivery {

	private static final Logger log = LoggerFactory.getLogger(FeedDelivery.class);

	/**
	 * Bounds the memory of a round: so many events of several feeds are read together.
	 */
	private static final int EVENTS_READ_AT_ONCE = 500;

	/** Maximum size in bytes of a call with several events. */
	private static final int CALL_BYTES = 256 * 1024;

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
	private record BatchOutcome(FeedCursor reached, boolean isHeldUp, boolean mayHaveMore) {
	}

	private final EventSender sender;

	private final FeedCursors cursors;

	private final DeliverySettings settings;

	private final CallSizes callSizes;

	/** How many events of a feed are read at once. */
	private final int batchSize;

	private final Clock clock;

	private final Meter.MeterProvider<Counter> delivered;

	/**
	 * End of the pause that the partner asked for. Not shared: another replica, or this
	 * one after a restart, makes one more attempt.
	 */
	private volatile Instant pausedUntil = Instant.MIN;

	FeedDelivery(EventSender sender, FeedCursors cursors, DeliverySettings settings, Clock clock,
			MeterRegistry meters) {
		this.sender = sender;
		this.cursors = cursors;
		this.settings = settings;
		this.callSizes = new CallSizes(sender.eventsPerCall());
		this.batchSize = Math.max(settings.batchSize(), sender.eventsPerCall());
		this.clock = clock;
		this.delivered = Counter.builder("deliveries")
			.description("Events delivered to a partner")
			.tag("partner", sender.consumer())
			.withRegistry(meters);
	}

	/**
	 * Delivers all waiting events, as long as the partner answers.
	 * @param isStopping whether this replica shuts down: then the call under way is the
	 * last one of its feed, and another replica continues after it
	 */
	void deliver(BooleanSupplier isStopping) {
		var heldUp = new HashSet<FeedCursor>();
		try (var workers = Executors.newFixedThreadPool(this.settings.feedsAtOnce(), Thread.ofVirtual().factory())) {
			var hasMore = true;
			while (hasMore && !isPaused() && !isStopping.getAsBoolean()) {
				var feeds = new ArrayList<>(this.cursors.behind(this.sender.consumer()));
				feeds.removeAll(heldUp);
				hasMore = deliverBatches(feeds, heldUp, workers, isStopping);
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
	private boolean deliverBatches(List<FeedCursor> feeds, Set<FeedCursor> heldUp, ExecutorService workers,
			BooleanSupplier isStopping) {
		var hasMore = false;
		var readAtOnce = Math.max(1, EVENTS_READ_AT_ONCE / this.batchSize);
		for (int start = 0; start < feeds.size() && !isPaused() && !isStopping.getAsBoolean(); start += readAtOnce) {
			var part = feeds.subList(start, Math.min(start + readAtOnce, feeds.size()));
			var outcomes = carry(read(part), workers, isStopping);
			forEachTenant(outcomes.stream().map(BatchOutcome::reached).toList(), this.cursors::move);
			outcomes.stream().filter(BatchOutcome::isHeldUp).map(BatchOutcome::reached).forEach(heldUp::add);
			hasMore |= outcomes.stream().anyMatch(BatchOutcome::mayHaveMore);
		}
		return hasMore;
	}

	private List<Batch> read(List<FeedCursor> feeds) {
		var batches = new ArrayList<Batch>();
		forEachTenant(feeds, (ofTenant) -> {
			var events = this.cursors.next(ofTenant, this.batchSize);
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

	private List<BatchOutcome> carry(List<Batch> batches, ExecutorService workers, BooleanSupplier isStopping) {
		return batches.stream()
			.map((batch) -> CompletableFuture.supplyAsync(() -> carry(batch, isStopping), workers))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	private BatchOutcome carry(Batch batch, BooleanSupplier isStopping) {
		var reached = batch.feed();
		var callSize = 0;
		try (var _ = RequestId
			.begin("deliver-%s/%d/%d".formatted(reached.consumer(), reached.tenantId(), reached.locationId()))) {
			var calls = calls(batch.events(), this.callSizes.limit(reached));
			while (!calls.isEmpty() && !isStopping.getAsBoolean()) {
				var events = calls.pop();
				callSize = events.size();
				var outcome = Tenancy.of(reached.tenantId()).call(() -> this.sender.carry(events));
				if (outcome == DeliveryResult.REFUSED && events.size() > 1) {
					calls.push(events.subList(events.size() / 2, events.size()));
					calls.push(events.subList(0, events.size() / 2));
				}
				else {
					count(events, outcome);
					reached = reached.at(events.getLast().sequence());
					if (this.sender.isRepetitionNoticed(events)) {
						move(reached);
					}
				}
			}
			this.callSizes.delivered(reached);
			return new BatchOutcome(reached, false, batch.events().size() == this.batchSize);
		}
		catch (PartnerUnavailable ex) {
			this.pausedUntil = this.clock.instant().plus(ex.retryAfter());
		}
		catch (RuntimeException | Error ex) {
			log.warn("location {} of tenant {}: delivery to {} failed after event {} and is retried",
					reached.locationId(), reached.tenantId(), reached.consumer(), reached.sequence(), ex);
		}
		this.callSizes.failed(reached, callSize);
		return new BatchOutcome(reached, true, false);
	}

	private void move(FeedCursor reached) {
		Tenancy.of(reached.tenantId()).run(() -> this.cursors.move(List.of(reached)));
	}

	/** Splits events into calls, by the limit of events in a call and by their size. */
	private static Deque<List<NumberedEvent>> calls(List<NumberedEvent> events, int limit) {
		var calls = new ArrayDeque<List<NumberedEvent>>();
		var start = 0;
		var bytes = 0;
		for (int i = 0; i < events.size(); i++) {
			var size = events.get(i).message().getBytes(StandardCharsets.UTF_8).length;
			if (i > start && (i - start == limit || bytes + size > CALL_BYTES)) {
				calls.add(events.subList(start, i));
				start = i;
				bytes = 0;
			}
			bytes += size;
		}
		calls.add(events.subList(start, events.size()));
		return calls;
	}

	private void count(List<NumberedEvent> events, DeliveryResult outcome) {
		this.delivered.withTag("outcome", WireNames.of(outcome)).increment(events.size());
		if (outcome == DeliveryResult.REFUSED) {
			var event = events.getFirst();
			log.warn("location {} of tenant {}, order {}: {} refused event {}, which is skipped", event.locationId(),
					event.tenantId(), event.orderId(), this.sender.consumer(), event.eventId());
		}
	}

}
