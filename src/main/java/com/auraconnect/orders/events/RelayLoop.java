package com.auraconnect.orders.events;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.Timer;

/**
 * What the relay does turn by turn: it numbers what has been committed, publishes it, and
 * remembers that it has. As long as all goes well, a batch is one statement and what is
 * published is what was just numbered. After a start or a failure, what waits is read
 * from the database, until nothing does.
 */
class RelayLoop {

	private final FeedSequencer feeds;

	private final RedisEventSink redis;

	private final ListenerQueue listeners;

	private final EventSettings settings;

	private final Clock clock;

	private final Timer latency;

	private long lastMark = System.nanoTime();

	private long next = System.nanoTime();

	private boolean isBehind = true;

	/**
	 * @param latency times events from their change to Redis's acknowledgement
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

	/** There may be events that somebody else has numbered. */
	void catchUp() {
		this.isBehind = true;
		this.next = System.nanoTime();
	}

	/** How long the next turn can wait if nothing is committed; zero if it should not. */
	Duration untilNext() {
		return Duration.ofNanos(Math.max(0, this.next - System.nanoTime()));
	}

	/** Relays a batch of these partitions' events. */
	void relayBatch(Set<Integer> owned) throws InterruptedException {
		var hasMore = relay(owned);
		if (System.nanoTime() - this.lastMark >= this.settings.markInterval().toNanos()) {
			checkpoint();
		}
		this.next = System.nanoTime() + (hasMore ? 0 : pause().toNanos());
	}

	private Duration pause() {
		if (this.isBehind) {
			return this.settings.takeoverInterval();
		}
		return this.listeners.hasTold() ? this.settings.markInterval() : this.settings.pollInterval();
	}

	/** Whether there are more that need not wait. */
	private boolean relay(Set<Integer> owned) throws InterruptedException {
		var batch = this.settings.batchSize();
		var numbered = this.feeds.numberNewEvents(owned, batch);
		this.listeners.tell();
		if (this.isBehind) {
			checkpoint();
			if (this.redis.isPausing()) {
				return numbered.size() == batch;
			}
			// what listeners are still to hear of is not read, and published, again
			this.feeds.markPublished(this.listeners.lastUntold());
		}
		var waiting = this.isBehind ? this.feeds.unpublished(owned, batch) : numbered;
		var published = publish(waiting);
		var isHeldUp = published < waiting.size();
		this.isBehind = isHeldUp || (this.isBehind && waiting.size() >= FeedSequencer.MOST_OF_ONE_FEED);
		return numbered.size() == batch || (this.isBehind && published > 0);
	}

	private int publish(List<FeedEvent> waiting) throws InterruptedException {
		var published = this.redis.publish(waiting);
		var now = this.clock.instant();
		published.forEach((event) -> this.latency.record(Duration.between(event.timestamp(), now)));
		this.listeners.add(published);
		this.listeners.tell();
		return published.size();
	}

	/** Remembers what has been published in the database, if it is not there yet. */
	void checkpoint() {
		this.feeds.markPublished(this.listeners.takeTold());
		this.lastMark = System.nanoTime();
	}

}
