package com.auraconnect.orders.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import com.auraconnect.orders.outbox.Feed;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.jayway.jsonpath.JsonPath;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Purging deletes old events from the front of a feed; the rest stays available. */
@ServiceTest
class EventRetentionIT {

	private static final Feed FEED = new Feed(2, 66);

	private final EventRetention retention;

	private final ServiceClient client;

	private final TestEnvironment site;

	private final JdbcClient database;

	private final Instant before;

	EventRetentionIT(EventRetention retention, ServiceClient client, TestEnvironment site, Clock clock) {
		this.retention = retention;
		this.client = client.admin(2);
		this.site = site;
		this.database = site.database();
		this.before = clock.instant().minus(Duration.ofDays(7));
	}

	@BeforeEach
	void emptyFeed() {
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency) VALUES (2, 66, 'Old', 'UTC', 'USD')
				ON CONFLICT DO NOTHING""").update();
		this.database.sql("DELETE FROM outbox_events WHERE location_id = 66").update();
		this.database.sql("DELETE FROM event_feeds WHERE location_id = 66").update();
	}

	@Test
	void purgeDeletesOldEventsFromTheDatabaseAndTheStream() {
		feed(2500, 2500);
		age(1, 2400);
		stream(2500);
		this.retention.purge(FEED, this.before);

		assertThat(count()).isEqualTo(100);
		assertThat(new EventFeed(this.site.redisUrl(), 2, 66).entries()).hasSize(100)
			.first()
			.extracting(EventFeed.Entry::id)
			.isEqualTo("2401-0");
	}

	@Test
	void purgeReadsEachEventAFewTimesEvenIfThePlannerExpectsNone() {
		feed(1000, 1000);
		age(1, 1000);
		var plan = this.database.sql("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + EventRetentionRepository.PURGE)
			.param("tenantId", FEED.tenantId())
			.param("locationId", FEED.locationId())
			.param("before", this.before.atOffset(ZoneOffset.UTC))
			.param("limit", 1000)
			.query(String.class)
			.single();

		assertThat(count()).isZero();
		assertThat(JsonPath.<Integer>read(plan, "$[0].Plan['Shared Hit Blocks']")).isBetween(1000, 20_000);
	}

	@Test
	void purgeKeepsUnpublishedEvents() {
		feed(20, 10);
		age(1, 20);
		this.retention.purge(FEED, this.before);

		assertThat(sequences()).startsWith(11L).hasSize(10);
	}

	@Test
	void purgeLeavesNoGap() {
		feed(20, 20);
		age(1, 5);
		age(7, 9);
		this.retention.purge(FEED, this.before);

		assertThat(sequences()).startsWith(6L).hasSize(15);
	}

	@Test
	void aPageAfterAPurgedEventReportsAGap() {
		feed(20, 20);
		age(1, 10);
		this.retention.purge(FEED, this.before);

		var answer = this.client.get("/api/v1/events?location_id=66&after=4&limit=3");
		assertThat(answer.at("/meta/gap").asBoolean()).isTrue();
		assertThat(answer.at("/meta/oldest_sequence").asLong()).isEqualTo(11);
		assertThat(answer.at("/data/0/sequence").asLong()).isEqualTo(11);
		assertThat(this.client.get("/api/v1/events?location_id=66&after=10").at("/meta/gap").asBoolean()).isFalse();
		assertThat(this.client.get("/api/v1/events?location_id=66").at("/meta/gap").asBoolean()).isFalse();
	}

	@Test
	void aFeedWhoseEventsAreAllPurgedKeepsItsLastSequence() {
		feed(20, 20);
		age(1, 20);
		this.retention.purge(FEED, this.before);

		assertThat(count()).isZero();
		var answer = this.client.get("/api/v1/events?location_id=66&after=19");
		assertThat(answer.at("/meta/gap").asBoolean()).isTrue();
		assertThat(answer.at("/meta/oldest_sequence").asLong()).isEqualTo(21);
		assertThat(answer.at("/meta/last_sequence").asLong()).isEqualTo(20);
	}

	private void feed(int last, int published) {
		this.database.sql("""
				INSERT INTO outbox_events
				    (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data, sequence)
				SELECT 2, 66, 1, 1, 'order.status_changed', now(), '{
				    "order_id": 1, "order_number": "1", "customer_id": null, "order_type": "dine_in", "status": "ready",
				    "total_amount": "1.00", "previous_status": "preparing", "new_status": "ready", "reason": null,
				    "changed_by": "maria"}', n
				FROM generate_series(1, ?) n
				""").param(last).update();
		this.database.sql("INSERT INTO event_feeds VALUES (2, 66, ?, ?)").params(last, published).update();
	}

	private void age(int first, int last) {
		this.database
			.sql("UPDATE outbox_events SET occurred_at = ? WHERE location_id = 66 AND sequence BETWEEN ? AND ?")
			.params(this.before.minusSeconds(1).atOffset(ZoneOffset.UTC), first, last)
			.update();
	}

	private void stream(int last) {
		try (var redis = RedisClient.create(this.site.redisUrl()); var connection = redis.connect()) {
			for (int i = 1; i <= last; i++) {
				connection.sync().xadd(FEED.stream(), new XAddArgs().id(i + "-0"), "event", "{}");
			}
		}
	}

	private List<Long> sequences() {
		return this.database.sql("SELECT sequence FROM outbox_events WHERE location_id = 66 ORDER BY sequence")
			.query(Long.class)
			.list();
	}

	private long count() {
		return sequences().size();
	}

}
