package com.auraconnect.orders.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.RedisMessages;
import com.auraconnect.orders.testing.TestRedis;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Redis has after whatever it refuses. */
class FeedPublisherIT {

	private final RedisProcess server = TestRedis.ownServer();

	private final RedisClient client = RedisClient.create(this.server.url());

	private final StatefulRedisConnection<String, String> connection = this.client.connect();

	private final FeedPublisher publisher = new FeedPublisher(this.connection.async(),
			JsonMapper.builder().addModule(new JavaTimeModule()).build(), 1000, Duration.ofSeconds(5));

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
	void whatTheStreamHasAlreadyCountsAsPublished() throws InterruptedException {
		this.publisher.publish(events(1, 1, 3));

		assertThat(this.publisher.publish(events(1, 2, 5))).hasSize(4);
		assertThat(ids(1)).containsExactly("1-0", "2-0", "3-0", "4-0", "5-0");
	}

	/** A full Redis refuses to grow; what is small enough later must not pass it by. */
	@Test
	void nothingOvertakesAnEventThatWasRefused() throws InterruptedException {
		this.publisher.publish(events(1, 1, 1));
		this.connection.sync().configSet("maxmemory", "1");
		assertThat(this.publisher.publish(events(1, 2, 4))).isEmpty();
		assertThat(ids(1)).containsExactly("1-0");

		this.connection.sync().configSet("maxmemory", "0");
		assertThat(this.publisher.publish(events(1, 2, 4))).hasSize(3);
		assertThat(ids(1)).containsExactly("1-0", "2-0", "3-0", "4-0");
	}

	/**
	 * Redis looks once, before a script, whether it has room; what it looks at with each
	 * event of a script is its id, which must not be negative.
	 */
	@Test
	void anEventThatIsRefusedInTheMiddleHoldsBackWhatComesAfterIt() throws InterruptedException {
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
	void aFeedThatIsRefusedHoldsUpNoOther() throws InterruptedException {
		this.connection.sync().set("orders:1:1:stream", "not a stream");

		assertThat(this.publisher.publish(Stream.concat(events(1, 1, 2).stream(), events(2, 1, 2).stream()).toList()))
			.extracting(FeedEvent::locationId)
			.containsExactly(2L, 2L);
	}

	@Test
	void aStreamKeepsAboutItsLength() throws InterruptedException {
		for (int i = 0; i < 30; i++) {
			this.publisher.publish(events(1, i * 100 + 1, i * 100 + 100));
		}

		assertThat(ids(1)).hasSizeBetween(1000, 1200).last().isEqualTo("3000-0");
	}

	private List<String> ids(long locationId) {
		return new EventFeed(this.server.url(), 1, locationId).entries().stream().map(EventFeed.Entry::id).toList();
	}

	private static List<FeedEvent> events(long locationId, long first, long last) {
		return LongStream.rangeClosed(first, last)
			.mapToObj((sequence) -> new FeedEvent(UUID.randomUUID(), "order.updated", Instant.EPOCH, 1, locationId,
					sequence, 1, "{}", 7))
			.toList();
	}

}
