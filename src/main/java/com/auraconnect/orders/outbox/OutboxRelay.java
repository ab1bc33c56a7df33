package com.auraconnect.orders.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.AfterCommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.threads.BackgroundThread;

/**
 * Relays events from the outbox to Redis. Feeds are divided into partitions. Each
 * partition has one owner among the replicas, whose relay numbers committed events,
 * publishes them and then records that it has. After a crash the next owner continues
 * from that record, and at worst publishes some events again. While Redis is down, events
 * are numbered and wait.
 * <p>
 * One thread and one connection do all of this, so a replica's relay stops as a whole. A
 * commit wakes the owner: in this process directly, in another replica by
 * {@link PartitionLeases#notifyOwners}.
 */
@Component
class OutboxRelay implements SmartLifecycle, AfterCommitListener {

	private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

	/** Shortest pause after a listener fails. */
	private static final Duration MIN_LISTENER_PAUSE = Duration.ofMillis(250);

	private final DedicatedConnections connections;

	private final List<PublishedEventListener> listeners;

	private final Json json;

	private final EventSettings settings;

	private final Clock clock;

	private final Timer latency;

	private final WakeSignal wakeSignal = new WakeSignal();

	private volatile Set<Integer> owned = Set.of();

	private final BackgroundThread thread;

	private final Counter listenerFailures;

	OutboxRelay(DedicatedConnections connections, List<PublishedEventListener> listeners, Json json,
			EventSettings settings, Clock clock, MeterRegistry meters) {
		this.connections = connections;
		this.listeners = listeners;
		this.json = json;
		this.settings = settings;
		this.clock = clock;
		this.thread = new BackgroundThread("outbox-relay", Thread.ofPlatform(), settings.takeoverInterval(),
				this::relay, meters);
		this.listenerFailures = Counter.builder("events.listener.failures")
			.description("Failed calls of the listeners of published events")
			.register(meters);
		this.latency = Timer.builder("events.publish.latency")
			.description("Time from a change to the acknowledgement of its event by Redis")
			.register(meters);
		Gauge.builder("events.relay.partitions", () -> this.owned.size())
			.description("Partitions of the feeds that this replica relays")
			.register(meters);
	}

	@Override
	public void afterCommit(CommittedChange change) {
		wake(Feed.of(change.document()));
	}

	/** Wakes the relay for a commit of this replica. */
	void wake(Feed feed) {
		this.wakeSignal.signal(feed.partition(this.settings.partitions()));
	}

	/**
	 * Wakes the relay for a commit of another replica, if this replica owns the
	 * partition.
	 */
	void partitionNotified(int partition) {
		if (this.owned.contains(partition)) {
			this.wakeSignal.signal(partition);
		}
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

	private void relay() throws SQLException, InterruptedException {
		try (var connection = this.connections.database(this.settings.frozenAfter())) {
			relay(connection);
		}
		finally {
			own(Set.of());
		}
	}

	private void relay(Connection connection) throws InterruptedException {
		var partitions = new PartitionLeases(connection, this.settings.partitions());
		var feeds = new FeedSequencer(connection, this.settings.partitions());
		try (var redis = new RedisEventSink(this.connections, this.json, this.settings,
				new StreamBudget(this.settings.streamMemory(), feeds::count), this.settings.takeoverInterval())) {
			var queue = new ListenerQueue(this.listeners, MIN_LISTENER_PAUSE, this.listenerFailures);
			var loop = new RelayLoop(feeds, redis, queue, this.settings, this.clock, this.latency);
			while (isRunning()) {
				rebalance(partitions, loop);
				relayUntilNextRebalance(partitions, loop);
			}
		}
	}

	private void rebalance(PartitionLeases partitions, RelayLoop loop) {
		loop.checkpoint();
		if (partitions.rebalance()) {
			loop.catchUp();
		}
		own(partitions.owned());
	}

	private void own(Set<Integer> partitions) {
		if (!partitions.equals(this.owned)) {
			log.info("relaying the events of partitions {} of {}", partitions, this.settings.partitions());
		}
		this.owned = partitions;
	}

	private void relayUntilNextRebalance(PartitionLeases partitions, RelayLoop loop) throws InterruptedException {
		var rebalanceAt = System.nanoTime() + this.settings.takeoverInterval().toNanos();
		for (var left = rebalanceAt - System.nanoTime(); isRunning()
				&& left > 0; left = rebalanceAt - System.nanoTime()) {
			var timeout = this.owned.isEmpty() ? left : Math.min(left, loop.untilNext().toNanos());
			var woken = this.wakeSignal.await(Duration.ofNanos(timeout));
			notifyOwners(partitions, woken);
			if (!this.owned.isEmpty() && (loop.untilNext().isZero() || !Collections.disjoint(woken, this.owned))) {
				loop.relayBatch(this.owned);
			}
			if (!woken.isEmpty() && !loop.untilNext().isZero()) {
				pause(this.settings.gather());
			}
		}
	}

	private void notifyOwners(PartitionLeases partitions, Set<Integer> woken) {
		var elsewhere = new HashSet<>(woken);
		elsewhere.removeAll(this.owned);
		if (!elsewhere.isEmpty()) {
			partitions.notifyOwners(elsewhere);
		}
	}

	private static void pause(Duration duration) throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(duration.toNanos());
	}

}
