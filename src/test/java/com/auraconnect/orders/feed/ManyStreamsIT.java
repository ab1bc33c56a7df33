package com.auraconnect.orders.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.EventStreamReader;
import com.auraconnect.orders.testing.EventStreamReader.Received;
import com.auraconnect.orders.testing.EventSupply;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many subscribers follow busy feeds of several locations on one replica with a small
 * heap. The full size is
 * {@code -Dstreams.count=150 -Dstreams.rate=1000 -Dstreams.seconds=120}.
 */
@Tag(TestSize.ENDURANCE)
class ManyStreamsIT {

	private static final Logger log = LoggerFactory.getLogger(ManyStreamsIT.class);

	private static final int STREAMS = Integer.getInteger("streams.count", 40);

	private static final int RATE = Integer.getInteger("streams.rate", 200);

	private static final int SECONDS = Integer.getInteger("streams.seconds", 6);

	/**
	 * Number of additional clients that request a stream, each of another feed, and never
	 * read.
	 */
	private static final int STALLED = 4;

	private static final int TICKS_PER_SECOND = 20;

	/** Locations over which followers are spread evenly. */
	private static final List<Long> LOCATIONS = List.of(2L, 101L, 102L, 103L, 104L, 105L, 106L, 107L);

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	/** A subscriber that keeps only its last sequence. */
	private static final class Follower {

		private volatile long last;

		private volatile String end = "";

		private final long location;

		Follower(EventStreamReader stream, long location, long last) {
			this.location = location;
			this.last = last;
			Thread.startVirtualThread(() -> follow(stream));
		}

		private void follow(EventStreamReader stream) {
			try {
				stream.read(feed(this.location), null, this::receive);
				this.end = "ended";
			}
			catch (UncheckedIOException | AssertionError ex) {
				this.end = ex.getMessage();
			}
		}

		private void receive(Received received) {
			if (received.isComment()) {
				return;
			}
			long sequence = Long.parseLong(received.id());
			if (sequence != this.last + 1) {
				throw new AssertionError(sequence + " came next");
			}
			if (!received.data().contains("\"location_id\":" + this.location + ",")) {
				throw new AssertionError("not of location " + this.location + ": " + received.data());
			}
			this.last = sequence;
		}

		/**
		 * Returns the last sequence up to which each event arrived once, and why the
		 * stream ended if it did.
		 */
		String progress() {
			return (this.location + ": " + this.last + " " + this.end).strip();
		}

	}

	private static String feed(long location) {
		return "location_id=" + location;
	}

	private static long locationOf(int follower) {
		return LOCATIONS.get(follower % LOCATIONS.size());
	}

	private static Socket stalled(ServiceProcess service, String token, long location) {
		try {
			var socket = new Socket();
			socket.setReceiveBufferSize(4096);
			socket.connect(new InetSocketAddress("127.0.0.1", service.url().getPort()));
			String request = "GET /api/v1/events/stream?%s HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer %s\r\n\r\n"
				.formatted(feed(location), token);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void memoryStaysFlatAndEveryFollowerGetsAllEvents() throws Exception {
		try (var service = ServiceProcess.start(this.site.environment(), "-Xmx160m",
				"-Dorders.events.poll-interval=20ms", "-Dorders.event-streams.caller-limit=" + (STREAMS + STALLED))) {
			openLocations();
			var till = new OrderClient(new ServiceClient(service.url(), this.site.sandbox().tokens()).admin(1));
			for (long location : LOCATIONS) {
				till.move(till.take(OrderBody.burgerAt(location)).required("id").asLong(), "confirmed");
			}
			await().until(() -> LOCATIONS.stream().allMatch((location) -> last(location) == 2));
			String token = this.site.sandbox().tokens().token(TokenRequest.staff(1, LOCATIONS.toArray(Long[]::new)));
			var stream = new EventStreamReader(service.url(), token);
			List<Follower> followers = IntStream.range(0, STREAMS)
				.mapToObj((i) -> new Follower(stream, locationOf(i), 2))
				.toList();
			List<Socket> stalled = IntStream.range(0, STALLED)
				.mapToObj((i) -> stalled(service, token, locationOf(i)))
				.toList();
			await().atMost(Duration.ofMinutes(1)).until(() -> metric(service, "events_streams") == STREAMS + STALLED);

			List<Long> memory = flood(service);
			List<String> all = LOCATIONS.stream().map((location) -> location + ": " + last(location)).toList();
			await().atMost(Duration.ofMinutes(2))
				.untilAsserted(() -> assertThat(followers).extracting(Follower::progress).hasSameElementsAs(all));
			log.info(
					"{} streams of {} feeds and {} that stall, {} events at {} a second: each of the {} got all of its feed; resident memory at each tenth of the way {} MiB",
					STREAMS, LOCATIONS.size(), STALLED,
					LOCATIONS.stream().mapToLong((location) -> last(location) - 2).sum(), RATE, STREAMS, memory);
			for (Socket socket : stalled) {
				socket.close();
			}
			await().atMost(Duration.ofMinutes(1)).until(() -> metric(service, "events_streams") <= STREAMS);
			assertThat(metric(service, "events_streams")).isEqualTo(STREAMS);
			assertThat(memory.getLast()).isLessThanOrEqualTo(memory.get(3) * 5 / 4);
		}
	}

	/**
	 * Generates events and returns the memory of the service at each tenth of the time.
	 */
	private List<Long> flood(ServiceProcess service) throws InterruptedException {
		List<EventSupply> supplies = LOCATIONS.stream()
			.map((location) -> EventSupply.ofLast(this.site, location, "order.status_changed"))
			.toList();
		List<Long> memory = new ArrayList<>();
		int ticks = SECONDS * TICKS_PER_SECOND;
		var tick = new AtomicInteger();
		try (var clock = Executors.newSingleThreadScheduledExecutor()) {
			clock.scheduleAtFixedRate(() -> {
				int now = tick.getAndIncrement();
				if (now < ticks) {
					supplies.get(now % supplies.size()).add(RATE / TICKS_PER_SECOND);
				}
			}, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
			for (int tenth = 1; tenth <= 10; tenth++) {
				int target = ticks * tenth / 10;
				await().atMost(Duration.ofMinutes(10)).until(() -> tick.get() >= target);
				memory.add(residentMebibytes(service));
			}
			clock.shutdownNow();
		}
		await().atMost(Duration.ofMinutes(2))
			.until(() -> query("SELECT count(*) FROM outbox_events WHERE sequence IS NULL") == 0);
		return memory;
	}

	private static long residentMebibytes(ServiceProcess service) {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(service.pid()), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.sum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private double metric(ServiceProcess service, String name) {
		return new ServiceClient(service.url(), this.site.sandbox().tokens()).metrics().value(name);
	}

	private void openLocations() {
		for (long location : LOCATIONS) {
			this.site.database().sql("""
					INSERT INTO locations (tenant_id, id, name, time_zone, currency)
					VALUES (1, ?, 'Busy', 'UTC', 'USD') ON CONFLICT DO NOTHING
					""").param(location).update();
		}
	}

	private long last(long location) {
		return query("SELECT coalesce(max(last_sequence), 0) FROM event_feeds WHERE location_id = " + location);
	}

	private long query(String sql) {
		return this.site.database().sql(sql).query(Long.class).single();
	}

}
