package com.auraconnect.orders.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.outbox.DedicatedConnections;
import com.auraconnect.orders.outbox.Feed;
import com.auraconnect.orders.outbox.Nowhere;
import com.auraconnect.orders.outbox.OutboxRelayTests;
import com.auraconnect.orders.platform.redis.RedisSettings;
import com.auraconnect.orders.testing.TestPostgres;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** A subscriber that reads one event at a time, of a feed with four events in memory. */
class SlowReaderIT {

	private static final Feed FEED = new Feed(1, 2);

	private static final int IN_MEMORY = 4;

	private static final Duration MAX_LAG = Duration.ofMillis(500);

	private static final DataSize MEMORY = DataSize.ofMegabytes(1);

	private static final DataSize PIECE = DataSize.ofKilobytes(32);

	private static final StreamSettings SETTINGS = new StreamSettings(1, 1, 1, IN_MEMORY, MEMORY, 1, PIECE, 1,
			Duration.ZERO, Duration.ofSeconds(15), Duration.ofMillis(10), MAX_LAG);

	private final PostgresUrl url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());

	private final DriverManagerDataSource database = new DriverManagerDataSource(this.url.jdbc(), this.url.user(),
			this.url.password());

	private final ClientResources resources = ClientResources.create();

	private final DedicatedConnections connections = new DedicatedConnections(new Nowhere(), OutboxRelayTests.SETTINGS,
			this.resources, new RedisSettings("redis://nowhere"));

	private final FeedReader events = new FeedReader(JdbcClient.create(this.database));

	private final EventStreams streams = new EventStreams(new FeedTails(this.connections, this.events,
			new JdbcTemplate(this.database), SETTINGS, new SimpleMeterRegistry()), this.events, SETTINGS,
			new SimpleMeterRegistry());

	private final FeedTail live = new FeedTail(0, IN_MEMORY, new SseFrameMemory(MEMORY.toBytes()), PIECE.toBytes());

	private final EventStream stream = new EventStream(this.streams, FEED, new StreamLimit.Owner(1, "display"),
			this.live, 0);

	private long last;

	@BeforeEach
	void open() {
		this.streams.start();
	}

	@AfterEach
	void close() {
		this.stream.close();
		this.streams.stop();
		this.connections.close();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void aSubscriberThatLagsTooLongIsClosed() throws InterruptedException {
		addEvents(1);
		assertThat(next()).containsExactly(1L);
		long begin = System.nanoTime();
		addEvents(20);
		assertThat(next()).as("from the database").containsExactly(2L);

		var ended = await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> catchThrowableOfType(StreamClosed.class, this::fallFurtherBehind), (end) -> end != null);
		assertThat(ended.reason()).isEqualTo(StreamClosed.Reason.SLOW);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(MAX_LAG, MAX_LAG.multipliedBy(10));
	}

	/** Reads one event while two are added. */
	private void fallFurtherBehind() throws InterruptedException {
		addEvents(2);
		assertThat(next()).hasSize(1);
	}

	@Test
	void aSubscriberThatCatchesUpInTimeContinues() throws InterruptedException {
		addEvents(1);
		assertThat(next()).containsExactly(1L);
		long begin = System.nanoTime();
		for (int round = 0; System.nanoTime() - begin < MAX_LAG.multipliedBy(2).toNanos(); round++) {
			addEvents(IN_MEMORY + 1);
			assertThat(next()).hasSize(1);
			assertThat(next()).as("round %d", round).hasSize(IN_MEMORY).endsWith(this.last);
		}
	}

	/** A subscriber that reconnects with an old cursor has as much time as it needs. */
	@Test
	void aSubscriberThatHasNeverBeenLiveIsNotClosed() throws InterruptedException {
		addEvents(20);
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < MAX_LAG.multipliedBy(2).toNanos()) {
			fallFurtherBehind();
		}
	}

	@Test
	void aSubscriberGetsAGapAndContinuesWhenTheFeedIsRestoredToAnEarlierTime() throws InterruptedException {
		addEvents(3);
		assertThat(next()).containsExactly(1L, 2L, 3L);
		this.live.restart(1);

		assertThat(this.stream.next(Duration.ZERO)).singleElement().satisfies((frame) -> {
			assertThat(frame.sequence()).isEqualTo(1);
			assertThat(new String(frame.bytes(), StandardCharsets.UTF_8)).contains("event: feed.gap",
					"{\"after\":3,\"oldest_sequence\":2}");
		});
		assertThat(next()).isEmpty();
		this.live.append(SseFrame.of(new FeedMessage(2, "order.updated", "{}")));
		assertThat(next()).containsExactly(2L);
	}

	private List<Long> next() throws InterruptedException {
		return this.stream.next(Duration.ZERO).stream().map(SseFrame::sequence).toList();
	}

	/** Adds events to the database and to memory. */
	private void addEvents(int count) {
		long before = this.last;
		this.last += count;
		JdbcClient.create(this.database).sql("""
				WITH feed AS (
				    INSERT INTO event_feeds (tenant_id, location_id, last_sequence)
				    VALUES (1, 2, :last)
				    ON CONFLICT (tenant_id, location_id) DO UPDATE SET last_sequence = :last
				)
				INSERT INTO outbox_events
				    (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data, sequence)
				SELECT 1, 2, 7, 1, 'order.updated', now(), '{}', generate_series(:first, :last)
				""").param("first", before + 1).param("last", this.last).update();
		this.events.after(FEED, before, count, MEMORY)
			.messages()
			.forEach((message) -> this.live.append(SseFrame.of(message)));
	}

}
