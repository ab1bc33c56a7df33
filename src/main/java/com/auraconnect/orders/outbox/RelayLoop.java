package com.auraconnect.orders.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay's loop: numbers committed events, publishes them and records that it has. In
 * normal operation a batch is one statement, and the events just numbered are published
 * directly. After a start or a failure, waiting events are read from the database until
 * none is left.
 */
class RelayLoop {

	private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

	private final FeedSequencer feeds;

	private final RedisEventSink redis;

	private final ListenerQueue listeners;

	private final EventSettings settings;

	private final Clock clock;

	private final Timer latency;

	private long lastCheckpoint = System.nanoTime();

	private long next = System.nanoTime();

	private boolean isBehind = true;

	/** Whether Redis may lack events that count as published. */
	private boolean isUnverified = true;

	/**
	 * Creates a loop that starts by reading unpublished events from the database.
	 * @param latency measures the time from a change to Redis's acknowledgement of its
	 * event
	 */
	RelayLoop(FeedSequencer feeds, RedisEventSink redis, ListenerQueue listeners, EventSettings settings, Clock clock,
			Timer latency) {
		this.feeds = feeds;
		this.redis = redis;
		this.listeners = listeners;
		this.settings = settings;
		this.clock = clock;
		this.latency = latency;
	}

	/**
	 * Reads unpublished events from the database in the next round: a former owner of a
	 * new partition may have numbered some, or published some to another master of Redis.
	 */
	void catchUp() {
		this.isBehind = true;
		this.isUnverified = true;
		this.next = System.nanoTime();
	}

	/**
	 * Returns how long the next round can wait if nothing is committed; zero if it must
	 * not wait.
	 */
	Duration untilNext() {
		return Duration.ofNanos(Math.max(0, this.next - System.nanoTime()));
	}

	/** Relays one batch of events of these partitions. */
	void relayBatch(Set<Integer> owned) throws InterruptedException {
		var hasMore = relay(owned);
		if (System.nanoTime() - this.lastCheckpoint >= this.settings.markInterval().toNanos()) {
			checkpoint();
		}
		this.next = System.nanoTime() + (hasMore ? 0 : pause().toNanos());
	}

	private Duration pause() {
		if (this.isBehind) {
			return this.settings.takeoverInterval();
		}
		return this.listeners.hasUncheckpointed() ? this.settings.markInterval() : this.settings.pollInterval();
	}

	/**
	 * Relays one batch.
	 * @return whether there are more events that can be relayed at once
	 */
	private boolean relay(Set<Integer> owned) throws InterruptedException {
		var batch = this.settings.batchSize();
		var numbered = this.feeds.numberNewEvents(owned, batch);
		this.listeners.notifyListeners();
		if (this.redis.connect()) {
			catchUp();
		}
		this.isBehind |= !this.redis.isConnected();
		if (this.isBehind) {
			checkpoint();
			if (!this.redis.isConnected()) {
				return numbered.size() == batch;
			}
			// events in the listener queue are in Redis: do not read and publish them
			// again
			this.feeds.markPublished(this.listeners.lastUnnotified());
			if (this.isUnverified && !verify(owned)) {
				return numbered.size() == batch;
			}
		}
		var waiting = this.isBehind ? this.feeds.unpublished(owned, batch) : numbered;
		var published = publish(waiting);
		var isHeldUp = published < waiting.size();
		this.isBehind = isHeldUp || (this.isBehind && waiting.size() >= FeedSequencer.MOST_OF_ONE_FEED);
		return numbered.size() == batch || (this.isBehind && published > 0);
	}

	/**
	 * Compares the streams in Redis with what was published. Redis replicates
	 * asynchronously: a replica that became the master may lack the last events, as a
	 * server may that was restarted. They count as unpublished again, so that they are
	 * published before any later event. A stream that does not exist begins with the next
	 * event.
	 * @return whether Redis has answered
	 */
	private boolean verify(Set<Integer> owned) throws InterruptedException {
		var published = this.feeds.published(owned);
		var inRedis = this.redis.lastSequences(List.copyOf(published.keySet()));
		if (inRedis.isEmpty()) {
			return false;
		}
		var lost = new HashMap<>(inRedis.get());
		lost.entrySet().removeIf((last) -> last.getValue() >= published.get(last.getKey()));
		lost.replaceAll((feed, last) -> Math.max(last, published.get(feed) - this.settings.streamLength()));
		if (!lost.isEmpty()) {
			log.warn("Redis lacks the last events of {} feeds; they are published again", lost.size());
			this.listeners.discardAfter(lost);
			this.feeds.unmarkPublished(lost);
		}
		this.isUnverified = false;
		return true;
	}

	private int publish(List<FeedEvent> waiting) throws InterruptedException {
		var published = this.redis.publish(waiting);
		var now = this.clock.instant();
		published.forEach((event) -> this.latency.record(Duration.between(event.timestamp(), now)));
		this.listeners.add(published);
		this.listeners.notifyListeners();
		return published.size();
	}

	/** Records in the database what has been published since the last checkpoint. */
	void checkpoint() {
		this.feeds.markPublished(this.listeners.takeUncheckpointed());
		this.lastCheckpoint = System.nanoTime();
	}

}
