package com.auraconnect.orders.feed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.EventStreamReader;
import com.auraconnect.orders.testing.EventStreamReader.Received;
import com.auraconnect.orders.testing.EventSupply;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Streams a feed over HTTP, from a service with low limits and short timeouts. */
@TestInstance(Lifecycle.PER_CLASS)
class EventStreamIT {

	private static final int PLACES = 8;

	private static final String[] SETTINGS = { "-Dorders.events.poll-interval=20ms",
			"-Dorders.event-streams.limit=" + PLACES, "-Dorders.event-streams.caller-limit=" + PLACES,
			"-Dorders.event-streams.heartbeat=200ms", "-Dorders.event-streams.recent=64",
			"-Dserver.tomcat.connection-timeout=2s" };

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final RedisProcess redis = TestRedis.ownServer();

	private final TestEnvironment site = new TestEnvironment(TestPostgres.newRestaurantDatabase(), this.redis.url(),
			Sandbox.start());

	private final ServiceProcess service = ServiceProcess.start(this.site.environment(), SETTINGS);

	private final ServiceClient client = new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1);

	private final OrderClient till = new OrderClient(this.client);

	private final EventSupply events = EventSupply.ofOrders(this.site, this.till, OrderBody.burgerAt(2));

	/** Reads a stream on its own thread. */
	private static final class Reading implements AutoCloseable {

		private final List<Received> received = new CopyOnWriteArrayList<>();

		private final AtomicBoolean isOver = new AtomicBoolean();

		private final Thread thread;

		Reading(Consumer<Consumer<Received>> source) {
			this.thread = Thread.startVirtualThread(() -> {
				try {
					source.accept((received) -> {
						if (!received.isComment() && !"feed.gap".equals(received.name())) {
							received.sequence();
						}
						this.received.add(received);
					});
				}
				catch (RuntimeException ex) {
					// the stream was aborted
				}
				this.isOver.set(true);
			});
		}

		List<Long> sequences() {
			return this.received.stream()
				.filter((received) -> !received.isComment() && !"feed.gap".equals(received.name()))
				.map(Received::sequence)
				.toList();
		}

		List<String> comments() {
			return this.received.stream().filter(Received::isComment).map(Received::data).toList();
		}

		boolean isReceiving() {
			return comments().contains("still here");
		}

		@Override
		public void close() {
			this.thread.interrupt();
		}

	}

	@AfterEach
	void awaitAllStreamsClosed() {
		await().atMost(TIMEOUT).until(() -> this.client.metrics().value("events_streams") == 0);
	}

	@AfterAll
	void close() {
		this.service.close();
		this.redis.close();
	}

	@Test
	void aReconnectingSubscriberGetsMissedAndNewEventsWithoutGapOrRepetition() {
		this.events.add(700);
		long before = last();
		Thread busy = Thread.startVirtualThread(() -> IntStream.range(0, 300).forEach((i) -> this.events.add(4)));
		List<Reading> readings = IntStream.range(0, 5).mapToObj((i) -> reading(i * before / 10)).toList();
		await().atMost(TIMEOUT).until(() -> !busy.isAlive());
		long last = awaitNumbered();

		for (int i = 0; i < readings.size(); i++) {
			long after = i * before / 10;
			Reading reading = readings.get(i);
			await().atMost(TIMEOUT).until(() -> reading.sequences().contains(last));
			assertThat(reading.sequences()).isEqualTo(LongStream.rangeClosed(after + 1, last).boxed().toList());
		}
		readings.forEach(Reading::close);
	}

	@Test
	void aSubscriberWithoutACursorBeginsWithTheNextEvent() {
		long before = awaitNumbered();
		try (var reading = reading(null)) {
			await().until(reading::isReceiving);
			this.events.add(2);

			await().until(() -> reading.sequences().size() == 2);
			assertThat(reading.sequences()).containsExactly(before + 1, before + 2);
		}
	}

	@Test
	void aSubscriberGetsOnlyEventsOfItsTenantAndLocation() {
		try (var reading = reading(null)) {
			await().until(reading::isReceiving);
			this.till.take(OrderBody.burgerAt(1));
			new OrderClient(new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(2))
				.take(OrderBody.burgerAt(3));
			this.events.add(1);

			await().until(() -> !reading.sequences().isEmpty());
			assertThat(reading.received).filteredOn((received) -> !received.isComment())
				.allSatisfy((received) -> assertThat(received.message().required("location_id").asLong()).isEqualTo(2));
		}
	}

	@Test
	void aStreamEndsWhenItsTokenExpires() {
		String token = token(Duration.ofSeconds(3));
		try (var reading = reading(token, null)) {
			await().until(reading::isReceiving);
			await().atMost(Duration.ofSeconds(10)).until(reading.isOver::get);

			assertThat(reading.comments()).last().isEqualTo("expired");
		}
	}

	@Test
	void aStreamBeyondTheLimitIsRefusedWithRetryAfter() {
		List<Reading> readings = IntStream.range(0, PLACES).mapToObj((i) -> reading(null)).toList();
		readings.forEach((reading) -> await().until(reading::isReceiving));

		assertThatProblem(this.client.get("/api/v1/events/stream?location_id=2")).is(503, "SERVICE_UNAVAILABLE")
			.hasRetryAfter();
		readings.forEach(Reading::close);
	}

	@Test
	@Tag(TestSize.ENDURANCE)
	void aStalledReaderIsDisconnectedAndDoesNotAffectOthers() throws IOException {
		var large = OrderBody.at(2,
				IntStream.range(0, 30).mapToObj((i) -> OrderBody.line(10, 1, 101, 102)).toArray(Map[]::new));
		var supply = EventSupply.ofOrders(this.site, this.till, large);
		long before = awaitNumbered();
		double gone = this.client.metrics().sum("events_streams_ended_total", "reason=\"gone\"");
		try (var reading = reading(before); var stalled = new Socket()) {
			requestAndStall(stalled);
			await().until(() -> this.client.metrics().value("events_streams") == 2);
			for (int i = 0; i < 50; i++) {
				supply.add(40);
			}

			await().atMost(TIMEOUT).until(() -> reading.sequences().size() == 2000);
			assertThat(reading.sequences())
				.isEqualTo(LongStream.rangeClosed(before + 1, before + 2000).boxed().toList());
			await().atMost(TIMEOUT).until(() -> this.client.metrics().value("events_streams") == 1);
			assertThat(this.client.metrics().sum("events_streams_ended_total", "reason=\"gone\"")).isEqualTo(gone + 1);
		}
	}

	private void requestAndStall(Socket socket) throws IOException {
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("127.0.0.1", this.service.url().getPort()));
		String request = "GET /api/v1/events/stream?location_id=2 HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer %s\r\n\r\n"
			.formatted(token(Duration.ofHours(1)));
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void streamsContinueWhileRedisIsDown() {
		long before = awaitNumbered();
		try (var reading = reading(before)) {
			await().until(reading::isReceiving);
			this.redis.kill9();
			this.events.add(100);
			await().atMost(TIMEOUT).until(() -> reading.sequences().size() == 100);

			this.redis.start();
			this.events.add(100);
			await().atMost(TIMEOUT).until(() -> reading.sequences().size() == 200);
			assertThat(reading.sequences())
				.isEqualTo(LongStream.rangeClosed(before + 1, before + 200).boxed().toList());
		}
	}

	@Test
	void aSubscriberThatMissedPurgedEventsGetsAGapFirst() {
		this.events.add(20);
		long last = awaitNumbered();
		this.site.database()
			.sql("DELETE FROM outbox_events WHERE location_id = 2 AND sequence BETWEEN 1 AND ?")
			.param(last - 5)
			.update();
		try (var reading = reading(0L)) {
			await().until(() -> reading.sequences().size() == 5);

			assertThat(reading.received).filteredOn((received) -> !received.isComment())
				.first()
				.satisfies((received) -> {
					assertThat(received.name()).isEqualTo("feed.gap");
					assertThat(received.message().required("oldest_sequence").asLong()).isEqualTo(last - 4);
				});
			assertThat(reading.sequences()).startsWith(last - 4);
		}
	}

	@Test
	void aSubscriberAheadOfTheFeedGetsAGapAndContinuesAtItsEnd() {
		this.events.add(1);
		long last = awaitNumbered();
		try (var reading = reading(last + 50)) {
			await().until(() -> !reading.received.stream().allMatch(Received::isComment));
			assertThat(reading.received).filteredOn((received) -> !received.isComment())
				.singleElement()
				.satisfies((received) -> {
					assertThat(received.name()).isEqualTo("feed.gap");
					assertThat(received.message().required("oldest_sequence").asLong()).isEqualTo(last + 1);
				});
			this.events.add(2);

			await().until(() -> reading.sequences().size() == 2);
			assertThat(reading.sequences()).containsExactly(last + 1, last + 2);
		}
	}

	@Test
	void aLiveSubscriberGetsAGapWhenTheDatabaseIsRestoredToAnEarlierTime() {
		var site = this.site.database();
		this.till.take(OrderBody.burgerAt(1), "confirmed");
		awaitNumbered();
		await().until(() -> query("SELECT count(*) FROM event_feeds WHERE published_sequence < last_sequence") == 0);
		var reader = new EventStreamReader(this.service.url(), token(Duration.ofHours(1), 1));
		try (var reading = new Reading((consumer) -> reader.read("location_id=1", 0L, consumer))) {
			await().until(() -> reading.sequences().size() >= 2);
			long last = reading.sequences().getLast();
			site.sql("DELETE FROM outbox_events WHERE location_id = 1 AND sequence = ?").param(last).update();
			site.sql("UPDATE event_feeds SET last_sequence = ?, published_sequence = ? WHERE location_id = 1")
				.params(last - 1, last - 1)
				.update();

			await().until(() -> reading.received.stream().anyMatch((received) -> "feed.gap".equals(received.name())));
		}
	}

	@Test
	void aReplicaThatShutsDownClosesItsStreams() {
		ServiceProcess another = ServiceProcess.start(this.site.environment(), SETTINGS);
		var reader = new EventStreamReader(another.url(), token(Duration.ofHours(1)));
		try (var reading = new Reading((consumer) -> reader.read("location_id=2", null, consumer))) {
			await().until(reading::isReceiving);
			long begin = System.nanoTime();
			another.stop();

			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
			await().until(reading.isOver::get);
			assertThat(reading.comments()).last().isEqualTo("shutdown");
		}
	}

	private Reading reading(Long after) {
		return reading(token(Duration.ofHours(1)), after);
	}

	private Reading reading(String token, Long after) {
		var reader = new EventStreamReader(this.service.url(), token);
		return new Reading((consumer) -> reader.read("location_id=2", after, consumer));
	}

	private String token(Duration timeToLive) {
		return token(timeToLive, 2);
	}

	private String token(Duration timeToLive, long locationId) {
		return this.site.sandbox().tokens().token(TokenRequest.staff(1, locationId).goodFor(timeToLive));
	}

	/** Waits until all events are numbered and returns the last sequence. */
	private long awaitNumbered() {
		await().atMost(TIMEOUT).until(() -> query("SELECT count(*) FROM outbox_events WHERE sequence IS NULL") == 0);
		return last();
	}

	private long last() {
		return query("SELECT coalesce(max(last_sequence), 0) FROM event_feeds WHERE location_id = 2");
	}

	private long query(String sql) {
		return this.site.database().sql(sql).query(Long.class).single();
	}

}
