package com.auraconnect.orders.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How soon a subscriber hears of a change while orders are taken at half of the rate that
 * this machine can take at most, everything on it included. Judged is that each event of
 * the location is heard once and in its order, however fast orders come, and that at that
 * half rate 99 of 100 are heard within {@link #LATEST}: later than that they are only
 * where the relay is not woken, or cannot keep up. The figures themselves are printed;
 * {@code event-lag.seconds} says how long each of the three parts takes.
 */
@Tag(TestSize.ENDURANCE)
class EventLagIT {

	private static final Logger log = LoggerFactory.getLogger(EventLagIT.class);

	private static final Duration PART = Duration.ofSeconds(Integer.getInteger("event-lag.seconds", 2));

	/** Some hundred times of what it takes on a machine that has nothing else to do. */
	private static final Duration LATEST = Duration.ofSeconds(2);

	/**
	 * Longer than {@link #LATEST}: events that only polling finds are late enough to be
	 * seen.
	 */
	private static final String POLL_INTERVAL = "-Dorders.events.poll-interval=5s";

	private static final int TERMINALS = 8;

	private final TestEnvironment site = TestEnvironment.withRestaurants().withOwnRedis();

	private final List<Long> lags = Collections.synchronizedList(new ArrayList<>());

	private final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());

	@Test
	void aSubscriberHearsOfEveryChangeSoon() {
		try (var service = ServiceProcess.start(this.site.environment(), "-XX:TieredStopAtLevel=4", POLL_INTERVAL);
				var redis = RedisClient.create(this.site.redisUrl());
				var subscription = redis.connectPubSub()) {
			subscription.addListener(new RedisPubSubAdapter<>() {
				@Override
				public void message(String channel, String message) {
					var event = EventFeed.parse(message);
					var changed = Instant.parse(event.required("timestamp").asText());
					EventLagIT.this.sequences.add(event.required("sequence").asLong());
					EventLagIT.this.lags.add(Duration.between(changed, Instant.now()).toMillis());
				}
			});
			subscription.sync().subscribe("orders:1");
			var till = new OrderClient(new ServiceClient(service.url(), this.site.sandbox().tokens()).admin(1));

			asFastAsPossible(till);
			double peak = asFastAsPossible(till);
			awaitAllHeard();
			this.lags.clear();
			long taken = steadily(till, peak / 2);
			awaitAllHeard();

			List<Long> sorted = this.lags.stream().sorted().toList();
			log.info(
					"{} orders a second at most; from change to subscriber at {} a second, {} events: p50 {} ms, p99 {} ms",
					Math.round(peak), Math.round(taken / (double) PART.toSeconds()), sorted.size(),
					sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
			assertThat(sorted).hasSizeGreaterThanOrEqualTo((int) taken);
			assertThat(this.sequences).isEqualTo(LongStream.rangeClosed(1, last()).boxed().toList());
			assertThat(sorted.get(sorted.size() * 99 / 100)).isLessThan(LATEST.toMillis());
		}
	}

	/** Answers with how many orders a second that was. */
	private static double asFastAsPossible(OrderClient till) {
		var isOver = new AtomicBoolean();
		var taken = new AtomicLong();
		try (var clock = Executors.newSingleThreadScheduledExecutor()) {
			clock.schedule(() -> isOver.set(true), PART.toNanos(), TimeUnit.NANOSECONDS);
			new Terminals(TERMINALS).share(IntStream.range(0, TERMINALS).boxed().toList(), (terminal) -> {
				while (!isOver.get()) {
					till.take(OrderBody.burgerAt(1));
					taken.incrementAndGet();
				}
			});
		}
		return taken.get() / (double) PART.toSeconds();
	}

	/** Answers with how many orders that were. */
	private static long steadily(OrderClient till, double perSecond) {
		var taken = new AtomicLong();
		try (var terminals = Executors.newVirtualThreadPerTaskExecutor();
				var clock = Executors.newSingleThreadScheduledExecutor()) {
			var beat = clock.scheduleAtFixedRate(() -> terminals.execute(() -> {
				till.take(OrderBody.burgerAt(1));
				taken.incrementAndGet();
			}), 0, (long) (1_000_000_000 / perSecond), TimeUnit.NANOSECONDS);
			clock.schedule(() -> beat.cancel(false), PART.toNanos(), TimeUnit.NANOSECONDS);
			await().atMost(PART.multipliedBy(10)).until(beat::isDone);
		}
		return taken.get();
	}

	private long last() {
		return this.site.database()
			.sql("SELECT last_sequence FROM event_feeds WHERE tenant_id = 1 AND location_id = 1")
			.query(Long.class)
			.single();
	}

	/** Sagas that are under way cause events still. */
	private void awaitAllHeard() {
		await().atMost(Duration.ofMinutes(2)).until(() -> this.site.database().sql("""
				SELECT (SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring')
				     + (SELECT count(*) FROM outbox_events WHERE sequence IS NULL)
				     + (SELECT sum(last_sequence - published_sequence) FROM event_feeds)
				""").query(Long.class).single() == 0 && this.sequences.size() >= last());
	}

}
