package com.auraconnect.orders.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** Delivers a feed to a partner that accepts, refusesAt or does not answer. */
@ServiceTest
class FeedDeliveryIT {

	private static final DeliverySettings SETTINGS = new DeliverySettings(Duration.ofSeconds(1), 3, 100, 2);

	private final FeedCursors cursors;

	private final JdbcClient database;

	/** The replica does not shut down. */
	private static final BooleanSupplier RUNNING = () -> false;

	private final OrderClient till;

	private final List<Long> delivered = Collections.synchronizedList(new ArrayList<>());

	/** Tenant, location and sequence of each delivered event. */
	private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

	/** First and last sequence of each call with several events. */
	private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	/** A new consumer that wants location 2's events alone. */
	private final String consumer = UUID.randomUUID().toString();

	private boolean isRepetitionNoticed;

	private long failsAt = -1;

	private long refusesAt = -1;

	/** Number of events in a call from which on there is no answer in time. */
	private int slowFrom = Integer.MAX_VALUE;

	/** Pause after a call without an answer. */
	private Duration pause = Duration.ofMinutes(1);

	FeedDeliveryIT(FeedCursors cursors, TestEnvironment site, ServiceClient client) {
		this.cursors = cursors;
		this.database = site.database();
		this.till = new OrderClient(client.admin(1));
	}

	@Test
	void eachEventIsDeliveredOnceAndMovesTheCursor() {
		long last = someEvents();
		FeedDelivery delivery = delivery();
		delivery.deliver(RUNNING);
		assertThat(this.delivered).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
		assertThat(this.cursors.behind(this.consumer)).noneMatch((feed) -> feed.locationId() == 2);
		delivery.deliver(RUNNING);
		assertThat(this.delivered).hasSize((int) last);
	}

	@Test
	void theCursorMovesAtOnceIfARepetitionWouldBeNoticed() {
		someEvents();
		this.isRepetitionNoticed = true;
		List<Long> cursors = new ArrayList<>();
		delivery((event) -> {
			if (event.locationId() == 2 && event.sequence() <= 3) {
				cursors.add(cursor());
			}
			return DeliveryResult.ACCEPTED;
		}).deliver(RUNNING);
		assertThat(cursors).containsExactly(0L, 1L, 2L);
	}

	private long cursor() {
		return this.database
			.sql("SELECT coalesce(max(sequence), 0) FROM feed_cursors WHERE consumer = ? AND location_id = 2")
			.param(this.consumer)
			.query(Long.class)
			.single();
	}

	@Test
	void eventsAfterAnOutageAreDeliveredLater() {
		long last = someEvents();
		this.failsAt = 5;
		delivery().deliver(RUNNING);
		assertThat(this.delivered).containsExactly(1L, 2L, 3L, 4L);
		this.failsAt = -1;
		delivery().deliver(RUNNING);
		assertThat(this.delivered).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
	}

	@Test
	void anUnavailablePartnerIsNotRetriedDuringItsPause() {
		someEvents();
		this.failsAt = 1;
		FeedDelivery delivery = delivery();
		delivery.deliver(RUNNING);
		this.failsAt = -1;
		delivery.deliver(RUNNING);
		assertThat(this.delivered).isEmpty();
	}

	@Test
	void theCallUnderWayIsTheLastOneOfAReplicaThatStops() {
		long last = someEvents();
		delivery().deliver(() -> this.delivered.size() == 3);
		assertThat(this.delivered).containsExactly(1L, 2L, 3L);
		delivery().deliver(RUNNING);
		assertThat(this.delivered).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
	}

	@Test
	void aRefusedEventIsSkippedAndCounted() {
		long last = someEvents();
		this.refusesAt = 2;
		delivery().deliver(RUNNING);
		assertThat(this.delivered).hasSize((int) last);
		assertThat(this.meters.counter("deliveries", "partner", this.consumer, "outcome", "refused").count())
			.isEqualTo(1);
	}

	@Test
	void aTenantDoesNotWaitForTheWholeBacklogOfAnother() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 9), new FeedCursor(this.consumer, 2, 72, 1));
		delivery(this::accept).deliver(RUNNING);
		assertThat(this.accepted).hasSize(10)
			.containsSubsequence("1/71/3", "1/71/4")
			.containsSubsequence("2/72/1", "1/71/4");
	}

	@Test
	void eventsOfSeveralTenantsAreDeliveredConcurrently() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 1), new FeedCursor(this.consumer, 2, 72, 1));
		var both = new CyclicBarrier(2);
		delivery((event) -> {
			both.await(10, TimeUnit.SECONDS);
			return accept(event);
		}).deliver(RUNNING);
		assertThat(this.accepted).containsExactlyInAnyOrder("1/71/1", "2/72/1");
	}

	@Test
	void aFailingFeedIsRetriedInTheNextRound() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 9), new FeedCursor(this.consumer, 2, 72, 9));
		FeedDelivery delivery = delivery((event) -> {
			accept(event);
			if (event.locationId() == 72) {
				throw new IllegalStateException("on purpose");
			}
			return DeliveryResult.ACCEPTED;
		});
		delivery.deliver(RUNNING);
		assertThat(this.accepted).hasSize(10).containsOnlyOnce("2/72/1");
		delivery.deliver(RUNNING);
		assertThat(this.accepted).hasSize(11).endsWith("2/72/1");
	}

	@Test
	void anEventThatIsRefusedInABatchIsSkippedAlone() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 11));
		this.refusesAt = 6;
		batches().deliver(RUNNING);
		assertThat(this.calls).containsExactly("1-8", "1-4", "5-8", "5-6", "5-5", "6-6", "7-8", "9-11");
		assertThat(this.meters.counter("deliveries", "partner", this.consumer, "outcome", "refused").count())
			.isEqualTo(1);
		assertThat(this.meters.counter("deliveries", "partner", this.consumer, "outcome", "accepted").count())
			.isGreaterThanOrEqualTo(10);
		assertThat(this.cursors.behind(this.consumer)).noneMatch((feed) -> feed.locationId() == 71);
	}

	@Test
	void eventsBeforeAnOutageInAHalvedBatchAreNotDeliveredAgain() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 8));
		this.refusesAt = 2;
		this.failsAt = 7;
		batches().deliver(RUNNING);
		assertThat(this.cursors.behind(this.consumer)).filteredOn((feed) -> feed.locationId() == 71)
			.extracting(FeedCursor::sequence)
			.containsExactly(4L);
		this.calls.clear();
		this.failsAt = -1;
		batches().deliver(RUNNING);
		assertThat(this.calls).containsExactly("5-8");
	}

	@Test
	void aPartnerThatIsTooSlowForManyEventsAtOnceGetsFewer() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 50));
		this.slowFrom = 2;
		this.pause = Duration.ZERO;
		FeedDelivery delivery = batches();
		for (int round = 0; round < 3; round++) {
			delivery.deliver(RUNNING);
		}
		assertThat(this.calls).isEmpty();
		delivery.deliver(RUNNING);
		assertThat(this.calls).containsExactly("1-1", "2-2", "3-3", "4-4", "5-5", "6-6", "7-7", "8-8");
		this.slowFrom = Integer.MAX_VALUE;
		this.calls.clear();
		delivery.deliver(RUNNING);
		assertThat(this.calls).containsExactly("9-9", "10-10", "11-11", "12-12", "13-13", "14-14", "15-15", "16-16",
				"17-18", "19-20", "21-22", "23-24", "25-28", "29-32", "33-40", "41-48", "49-50");
	}

	@Test
	void aBatchHasLimitedSize() {
		feedsBehind(new FeedCursor(this.consumer, 1, 71, 8));
		this.database.sql("""
				UPDATE outbox_events SET data = (data::jsonb || jsonb_build_object('reason', repeat('x', 100000)))::json
				WHERE tenant_id = 1 AND location_id = 71 AND sequence <> 4
				""").update();
		batches().deliver(RUNNING);
		assertThat(this.calls).containsExactly("1-2", "3-5", "6-7", "8-8");
	}

	@Test
	void aCursorNeverMovesBack() {
		someEvents();
		Tenancy.of(1).run(() -> {
			this.cursors.move(List.of(new FeedCursor(this.consumer, 1, 2, 4)));
			this.cursors.move(List.of(new FeedCursor(this.consumer, 1, 2, 3)));
		});
		assertThat(this.cursors.behind(this.consumer)).filteredOn((feed) -> feed.locationId() == 2)
			.singleElement()
			.extracting(FeedCursor::sequence)
			.isEqualTo(4L);
	}

	/**
	 * Takes orders at location 2, with events for more than one batch, and returns the
	 * last sequence.
	 */
	private long someEvents() {
		for (int i = 0; i < 5; i++) {
			this.till.take(OrderBody.burgerAt(2));
		}
		return Awaitility.await().until(() -> this.database.sql("""
				SELECT CASE WHEN count(*) FILTER (WHERE sequence IS NULL) = 0 THEN max(sequence) ELSE 0 END
				FROM outbox_events
				WHERE tenant_id = 1 AND location_id = 2
				""").query(Long.class).single(), (numbered) -> numbered >= 5);
	}

	/**
	 * Creates feeds with as many events as each cursor's sequence, none of them
	 * delivered; all other feeds count as delivered.
	 */
	private void feedsBehind(FeedCursor... ends) {
		for (var end : ends) {
			var place = List.of(end.tenantId(), end.locationId());
			this.database.sql("DELETE FROM outbox_events WHERE tenant_id = ? AND location_id = ?")
				.params(place)
				.update();
			this.database
				.sql("""
						INSERT INTO outbox_events
						    (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data, sequence)
						SELECT ?, ?, 1, 1, 'order.status_changed', now(), '{
						    "order_id": 1, "order_number": "1", "customer_id": null, "order_type": "dine_in", "status": "ready",
						    "total_amount": "1.00", "previous_status": "preparing", "new_status": "ready", "reason": null,
						    "changed_by": "maria"}', n
						FROM generate_series(1, ?) n
						""")
				.params(end.tenantId(), end.locationId(), end.sequence())
				.update();
			this.database.sql("DELETE FROM event_feeds WHERE tenant_id = ? AND location_id = ?").params(place).update();
			this.database.sql("INSERT INTO event_feeds VALUES (?, ?, ?, ?)")
				.params(end.tenantId(), end.locationId(), end.sequence(), end.sequence())
				.update();
		}
		this.database.sql("""
				INSERT INTO feed_cursors (consumer, tenant_id, location_id, sequence)
				SELECT ?, tenant_id, location_id, 1000000
				FROM event_feeds
				WHERE location_id NOT IN (71, 72)
				""").param(this.consumer).update();
	}

	private DeliveryResult accept(NumberedEvent event) {
		this.accepted.add(event.tenantId() + "/" + event.locationId() + "/" + event.sequence());
		return DeliveryResult.ACCEPTED;
	}

	private FeedDelivery delivery() {
		return delivery(this::carry);
	}

	private FeedDelivery delivery(ThrowingFunction<NumberedEvent, DeliveryResult> partner) {
		return new FeedDelivery(new EventSender() {

			@Override
			public String consumer() {
				return FeedDeliveryIT.this.consumer;
			}

			@Override
			public boolean isRepetitionNoticed(List<NumberedEvent> events) {
				return FeedDeliveryIT.this.isRepetitionNoticed;
			}

			@Override
			public DeliveryResult carry(List<NumberedEvent> events) {
				assertThat(events).hasSize(1);
				return partner.apply(events.getFirst());
			}

		}, this.cursors, SETTINGS, Clock.systemUTC(), this.meters);
	}

	/** Delivers up to 8 events a call; location 71 has one that is refused or fails. */
	private FeedDelivery batches() {
		return new FeedDelivery(new EventSender() {

			@Override
			public String consumer() {
				return FeedDeliveryIT.this.consumer;
			}

			@Override
			public int eventsPerCall() {
				return 8;
			}

			@Override
			public DeliveryResult carry(List<NumberedEvent> events) {
				if (events.getFirst().locationId() != 71) {
					return DeliveryResult.ACCEPTED;
				}
				var sequences = events.stream().map(NumberedEvent::sequence).toList();
				if (sequences.contains(FeedDeliveryIT.this.refusesAt)) {
					FeedDeliveryIT.this.calls.add(sequences.getFirst() + "-" + sequences.getLast());
					return DeliveryResult.REFUSED;
				}
				if (sequences.contains(FeedDeliveryIT.this.failsAt)
						|| sequences.size() >= FeedDeliveryIT.this.slowFrom) {
					throw new PartnerUnavailable(Partner.ANALYTICS, FeedDeliveryIT.this.pause, true, null);
				}
				FeedDeliveryIT.this.calls.add(sequences.getFirst() + "-" + sequences.getLast());
				return DeliveryResult.ACCEPTED;
			}

		}, this.cursors, SETTINGS, Clock.systemUTC(), this.meters);
	}

	private DeliveryResult carry(NumberedEvent event) {
		if (!event.message().contains("\"location_id\":2,")) {
			return DeliveryResult.ACCEPTED;
		}
		if (event.sequence() == this.failsAt) {
			throw new PartnerUnavailable(Partner.ANALYTICS, Duration.ofMinutes(1), true, null);
		}
		this.delivered.add(event.sequence());
		return (event.sequence() == this.refusesAt) ? DeliveryResult.REFUSED : DeliveryResult.ACCEPTED;
	}

}
