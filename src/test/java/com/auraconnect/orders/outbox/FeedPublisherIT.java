package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.RedisMessages;
import com.auraconnect.orders.testing.TestRedis;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** State of Redis after it refuses a write. */
class FeedPublisherIT {

	private final RedisProcess server = TestRedis.ownServer();

	private final RedisClient client = RedisClient.create(this.server.url());

	private final StatefulRedisConnection<String, String> connection = this.client.connect();

	private final FeedPublisher publisher = publisher(DataSize.ofMegabytes(1));

	@AfterEach
	void close() {
		this.client.shutdown();
		this.server.close();
	}

	@Test
	void aBatchIsStreamedAndPublishedInItsOrder() throws InterruptedException {
		try (var messages = RedisMessages.on(this.server.url(), "orders:1", "orders:1:1")) {
			assertThat(this.publisher.publish(events(1, 1, 3))).hasSize(3);

			await().until(() -> messages.all().size() == 6);
			assertThat(messages.on("orders:1")).isEqualTo(messages.on("orders:1:1")).hasSize(3);
			assertThat(ids(1)).containsExactly("1-0", "2-0", "3-0");
		}
	}

	@Test
	void eventsThatTheStreamHasCountAsPublished() throws InterruptedException {
		this.publisher.publish(events(1, 1, 3));

		assertThat(this.publisher.publish(events(1, 2, 5))).hasSize(4);
		assertThat(ids(1)).containsExactly("1-0", "2-0", "3-0", "4-0", "5-0");
	}

	/**
	 * A full Redis refuses writes that grow: streams are shortened, and no event is held
	 * back.
	 */
	@Test
	void aFullRedisStillPublishesAndStreamsTheNewestEvents() throws InterruptedException {
		this.publisher.publish(events(1, 1, 8));
		this.connection.sync().configSet("maxmemory", "1");
		try (var messages = RedisMessages.on(this.server.url(), "orders:1:1")) {
			assertThat(this.publisher.publish(events(1, 9, 11))).hasSize(3);
			assertThat(ids(1)).containsExactly("5-0", "6-0", "7-0", "8-0", "9-0", "10-0", "11-0");
			assertThat(this.publisher.publish(events(2, 1, 1))).hasSize(1);
			await().until(() -> messages.all().size() == 3);
		}
	}

	/** Streams of many locations, each far below its maximum length. */
	@Test
	void publishingContinuesWhenManyLocationsFillRedis() throws InterruptedException {
		long used = this.connection.sync()
			.info("memory")
			.lines()
			.filter((line) -> line.startsWith("used_memory:"))
			.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
			.sum();
		long room = 2_000_000;
		this.connection.sync().configSet("maxmemory", Long.toString(used + room));
		this.connection.sync().configSet("maxmemory-policy", "volatile-lru");
		for (int i = 0; i < 40; i++) {
			for (long location = 1; location <= 40; location++) {
				assertThat(this.publisher.publish(events(location, i * 20 + 1, i * 20 + 20))).as("round %d", i)
					.hasSize(20);
			}
		}
		for (long location = 1; location <= 40; location++) {
			assertThat(ids(location)).last().isEqualTo("800-0");
		}
	}

	/**
	 * Redis checks its memory once, before a script. Within a script an event is refused
	 * only for its id, which must not be negative.
	 */
	@Test
	void aRefusedEventHoldsBackLaterEventsOfItsFeed() throws InterruptedException {
		try (var messages = RedisMessages.on(this.server.url(), "orders:1", "orders:1:1")) {
			List<FeedEvent> batch = Stream.of(events(1, 1, 2), events(1, -3, -3), events(1, 4, 5))
				.flatMap(List::stream)
				.toList();
			assertThat(this.publisher.publish(batch)).isEqualTo(batch.subList(0, 2));
			assertThat(ids(1)).containsExactly("1-0", "2-0");

			assertThat(this.publisher.publish(events(1, 3, 5))).hasSize(3);
			assertThat(ids(1)).containsExactly("1-0", "2-0", "3-0", "4-0", "5-0");
			await().until(() -> messages.all().size() == 10);
			assertThat(messages.on("orders:1")).isEqualTo(messages.on("orders:1:1"))
				.extracting((message) -> EventFeed.parse(message).required("sequence").asLong())
				.containsExactly(1L, 2L, 3L, 4L, 5L);
		}
	}

	@Test
	void aKeyOfAnotherTypeInPlaceOfTheStreamIsReplaced() throws InterruptedException {
		this.connection.sync().set("orders:1:1:stream", "not a stream");

		assertThat(this.publisher.publish(events(1, 1, 2))).hasSize(2);
		assertThat(ids(1)).containsExactly("1-0", "2-0");
	}

	@Test
	void aRefusedFeedDoesNotHoldUpOthers() throws InterruptedException {
		assertThat(this.publisher.publish(Stream.concat(events(1, -2, -1).stream(), events(2, 1, 2).stream()).toList()))
			.extracting(FeedEvent::locationId)
			.containsExactly(2L, 2L);
	}

	@Test
	void aStreamIsTrimmedToAboutItsLength() throws InterruptedException {
		for (int i = 0; i < 30; i++) {
			this.publisher.publish(events(1, i * 100 + 1, i * 100 + 100));
		}

		assertThat(ids(1)).hasSizeBetween(1000, 1200).last().isEqualTo("3000-0");
	}

	@Test
	void aStreamIsTrimmedToItsShareOfTheMemory() throws InterruptedException {
		var small = publisher(DataSize.ofKilobytes(64));
		for (int i = 0; i < 9; i++) {
			small.publish(events(1, i * 100 + 1, i * 100 + 100));
		}

		assertThat(ids(1)).hasSizeBetween(100, 500).last().isEqualTo("900-0");
		assertThat(this.connection.sync().memoryUsage("orders:1:1:stream")).isLessThan(80 * 1024);
	}

	private FeedPublisher publisher(DataSize streamSize) {
		return new FeedPublisher(this.connection.async(),
				new Json(JsonMapper.builder().addModule(new JavaTimeModule()).build()), 1000, streamSize,
				Duration.ofSeconds(5));
	}

	private List<String> ids(long locationId) {
		return new EventFeed(this.server.url(), 1, locationId).entries().stream().map(EventFeed.Entry::id).toList();
	}

	private static List<FeedEvent> events(long locationId, long first, long last) {
		return LongStream.rangeClosed(first, last)
			.mapToObj((sequence) -> new FeedEvent(UUID.randomUUID(), "order.updated", Instant.EPOCH, 1, locationId,
					sequence, 1, "{}", 7L))
			.toList();
	}

}
