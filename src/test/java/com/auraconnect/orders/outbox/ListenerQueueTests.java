package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerQueueTests {

	private static final Feed FEED = new Feed(1, 1);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Long> received = new ArrayList<>();

	private final Logger log = (Logger) LoggerFactory.getLogger(ListenerQueue.class);

	private boolean isFailing;

	private Instant now = Instant.EPOCH;

	private Duration callTime = Duration.ZERO;

	@BeforeEach
	void disableLog() {
		this.log.setLevel(Level.OFF);
	}

	@AfterEach
	void restoreLog() {
		this.log.setLevel(null);
	}

	@Test
	void processedEventsAreCheckpointedOnce() {
		var queue = queue(Duration.ZERO);
		queue.add(events(1, 3));
		queue.notifyListeners();
		assertThat(this.received).containsExactly(1L, 2L, 3L);
		assertThat(queue.takeUncheckpointed()).isEqualTo(Map.of(FEED, 3L));
		assertThat(queue.takeUncheckpointed()).isEmpty();
	}

	@Test
	void aFailingListenerIsRetriedAndDoesNotHoldUpEvents() {
		var queue = queue(Duration.ZERO);
		this.isFailing = true;
		queue.add(events(1, 2));
		queue.notifyListeners();
		queue.add(events(3, 3));
		queue.notifyListeners();
		assertThat(queue.hasUncheckpointed()).isFalse();
		assertThat(queue.lastUnnotified()).isEqualTo(Map.of(FEED, 3L));
		assertThat(this.meters.get("failures").counter().count()).isEqualTo(2);

		this.isFailing = false;
		queue.notifyListeners();
		assertThat(this.received).containsExactly(1L, 2L, 3L);
		assertThat(queue.takeUncheckpointed()).isEqualTo(Map.of(FEED, 3L));
	}

	@Test
	void eventsThatRedisHasLostAreDiscarded() {
		var queue = queue(Duration.ZERO);
		this.isFailing = true;
		queue.add(events(1, 3));
		queue.notifyListeners();
		queue.discardAfter(Map.of(new Feed(1, 2), 0L));
		assertThat(queue.lastUnnotified()).isEqualTo(Map.of(FEED, 3L));
		queue.discardAfter(Map.of(FEED, 1L));
		assertThat(queue.lastUnnotified()).isEqualTo(Map.of(FEED, 1L));

		this.isFailing = false;
		queue.add(events(2, 3));
		queue.notifyListeners();
		assertThat(this.received).containsExactly(1L, 2L, 3L);
	}

	@Test
	void aFailedListenerIsNotRetriedDuringThePause() {
		var queue = queue(Duration.ofMinutes(1));
		this.isFailing = true;
		queue.add(events(1, 1));
		queue.notifyListeners();
		queue.notifyListeners();
		assertThat(this.meters.get("failures").counter().count()).isEqualTo(1);
	}

	@Test
	void aListenerThatFailsSlowlyIsRetriedLater() {
		var queue = queue(Duration.ofMillis(250));
		this.isFailing = true;
		this.callTime = Duration.ofSeconds(1);
		queue.add(events(1, 1));
		queue.notifyListeners();
		this.now = this.now.plusMillis(4999);
		queue.notifyListeners();
		assertThat(this.meters.get("failures").counter().count()).isEqualTo(1);
		this.now = this.now.plusMillis(1);
		queue.notifyListeners();
		assertThat(this.meters.get("failures").counter().count()).isEqualTo(2);
	}

	@Test
	void aListenerThatFailsAtOnceIsRetriedSoon() {
		var queue = queue(Duration.ofMillis(250));
		this.isFailing = true;
		queue.add(events(1, 1));
		queue.notifyListeners();
		this.isFailing = false;
		this.now = this.now.plusMillis(250);
		queue.notifyListeners();
		assertThat(this.received).containsExactly(1L);
	}

	@Test
	void theOldestEventsAreDroppedWhenAListenerKeepsFailing() {
		var queue = queue(Duration.ofMinutes(1));
		this.isFailing = true;
		for (long first = 1; first <= 3001; first += 500) {
			queue.add(events(first, first + 499));
			queue.notifyListeners();
		}
		assertThat(queue.takeUncheckpointed()).isEqualTo(Map.of(FEED, 3500L - ListenerQueue.CAPACITY));
		assertThat(queue.lastUnnotified()).isEqualTo(Map.of(FEED, 3500L));
	}

	private ListenerQueue queue(Duration minPause) {
		return new ListenerQueue(List.of(this::listen), minPause, this.meters.counter("failures"),
				() -> Duration.between(Instant.EPOCH, this.now).toNanos());
	}

	private void listen(List<FeedEvent> events) {
		this.now = this.now.plus(this.callTime);
		if (this.isFailing) {
			throw new IllegalStateException("no cache");
		}
		events.forEach((event) -> this.received.add(event.sequence()));
	}

	private static List<FeedEvent> events(long first, long last) {
		return LongStream.rangeClosed(first, last)
			.mapToObj((sequence) -> new FeedEvent(UUID.randomUUID(), "order.updated", Instant.EPOCH, 1, 1, sequence, 1,
					"{}", 7L))
			.toList();
	}

}
