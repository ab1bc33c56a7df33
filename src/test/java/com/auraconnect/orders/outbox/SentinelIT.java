package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.FeedWatch;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RedisMessages;
import com.auraconnect.orders.testing.ReplicatedRedis;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis's master is killed under load, twice, and Sentinel makes a replica the master.
 * Requests do not fail, events flow again within seconds, and a follower that fills gaps
 * gets every event once and in order.
 */
class SentinelIT {

	private static final Logger log = LoggerFactory.getLogger(SentinelIT.class);

	private static final int TERMINALS = 4;

	private static final String CHANNEL = "orders:1:2";

	/**
	 * Maximum time from the kill until a replica's stream has all events of before, and a
	 * subscriber gets new ones: a second and an election until Sentinel has a master, a
	 * second until the relay tries again, and the machine may be busy.
	 */
	private static final Duration MAX_FAILOVER = Duration.ofSeconds(15);

	private final ReplicatedRedis redis = ReplicatedRedis.start();

	private final TestEnvironment site = new TestEnvironment(TestPostgres.newRestaurantDatabase(), this.redis.url(),
			Sandbox.start());

	private final JdbcClient database = this.site.database();

	private final AtomicInteger orders = new AtomicInteger();

	private final AtomicBoolean isOver = new AtomicBoolean();

	@Test
	void failoversFailNoRequestAndLoseNoEvent() throws Exception {
		try (this.redis;
				var service = ServiceProcess.start(this.site.environment());
				var watch = FeedWatch.begin(this.site, 1, 2, () -> service);
				var subscriber = RedisMessages.on(this.site.redisUrl(), CHANNEL)) {
			var client = new ServiceClient(service.url(), this.site.sandbox().tokens()).staff(1, 2L);
			var terminals = CompletableFuture.runAsync(() -> new Terminals(TERMINALS)
				.share(IntStream.range(0, TERMINALS).boxed().toList(), (_) -> orderUntilOver(new OrderClient(client))),
					Thread::startVirtualThread);
			awaitOrders(terminals, 40);
			var old = this.redis.killMaster();
			var first = timeUntilEventsFlow(terminals, subscriber);
			old.start();
			this.redis.awaitRedundancy();
			assertThat(this.redis.master().port()).isNotEqualTo(old.port());
			awaitOrders(terminals, this.orders.get() + 20);
			this.redis.killMaster();
			var second = timeUntilEventsFlow(terminals, subscriber);
			awaitOrders(terminals, this.orders.get() + 20);
			this.isOver.set(true);
			terminals.get(1, TimeUnit.MINUTES);
			log.info("{} orders, none refused; events flowed again {} ms and {} ms after the master was killed",
					this.orders, first.toMillis(), second.toMillis());

			assertThat(List.of(first, second)).allSatisfy((time) -> assertThat(time).isLessThan(MAX_FAILOVER));
			assertEveryFollowerHasEveryEvent(watch);
			assertTheStreamHasNoGap();
		}
	}

	/** Takes orders in a loop. A refusal fails the terminal, and so the test. */
	private void orderUntilOver(OrderClient till) {
		while (!this.isOver.get()) {
			long id = till.take(OrderBody.burgerAt(2)).required("id").asLong();
			assertThat(till.order(id).required("version").asInt()).isEqualTo(1);
			till.move(id, "confirmed");
			this.orders.incrementAndGet();
		}
	}

	private void awaitOrders(CompletableFuture<Void> terminals, int count) {
		patiently().until(() -> terminals.isDone() || this.orders.get() >= count);
		assertThat(terminals).isNotDone();
	}

	/**
	 * Returns how long it takes until Redis has the events that had been numbered by the
	 * kill, and a subscriber of the channel an event that was committed after that.
	 */
	private Duration timeUntilEventsFlow(CompletableFuture<Void> terminals, RedisMessages subscriber) {
		long killedAt = System.nanoTime();
		long last = lastSequence();
		subscriber.clear();
		patiently().until(() -> terminals.isDone() || (lastInStream() >= last && subscriber.on(CHANNEL)
			.stream()
			.map(EventFeed::parse)
			.anyMatch((event) -> event.required("sequence").asLong() > last)));
		assertThat(terminals).isNotDone();
		return Duration.ofNanos(System.nanoTime() - killedAt);
	}

	private void assertEveryFollowerHasEveryEvent(FeedWatch watch) {
		patiently().until(() -> List.of(FeedWatch.Way.values())
			.stream()
			.allMatch((way) -> watch.last(way) == lastSequence() && unnumbered() == 0));
		List<String> committed = this.database.sql("SELECT event_id::text FROM outbox_events ORDER BY sequence")
			.query(String.class)
			.list();
		assertThat(committed).hasSizeGreaterThanOrEqualTo(2 * this.orders.get());
		for (var way : FeedWatch.Way.values()) {
			assertThat(watch.taken(way)).as("%s", way)
				.extracting((event) -> event.required("sequence").asLong())
				.isEqualTo(LongStream.rangeClosed(1, committed.size()).boxed().toList());
			assertThat(watch.taken(way)).as("%s", way).extracting(SentinelIT::id).isEqualTo(committed);
		}
	}

	/** The relay has published again what the new masters had not received. */
	private void assertTheStreamHasNoGap() {
		patiently().until(() -> lastInStream() == lastSequence());
		assertThat(this.site.feed(2).entries()).extracting(EventFeed.Entry::id)
			.isEqualTo(LongStream.rangeClosed(1, lastSequence()).mapToObj((sequence) -> sequence + "-0").toList());
	}

	private static String id(JsonNode event) {
		return event.required("event_id").asText();
	}

	private long lastInStream() {
		var entries = this.site.feed(2).entries();
		return entries.isEmpty() ? 0 : entries.getLast().event().required("sequence").asLong();
	}

	private long lastSequence() {
		return this.database.sql("SELECT max(last_sequence) FROM event_feeds").query(Long.class).single();
	}

	private long unnumbered() {
		return this.database.sql("SELECT count(*) FROM outbox_events WHERE sequence IS NULL")
			.query(Long.class)
			.single();
	}

	private static ConditionFactory patiently() {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptionsInstanceOf(io.lettuce.core.RedisException.class);
	}

}
