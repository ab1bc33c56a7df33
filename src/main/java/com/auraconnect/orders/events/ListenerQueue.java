package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published events that listeners are still to be told of. An event is marked as
 * published once it has been told, so that a crash in between repeats it. A listener that
 * fails is told again after a pause; the events wait here meanwhile, and up to a bound:
 * what is beyond it is given up, the oldest first. Used by one thread.
 */
class ListenerQueue {

	/** Each is a message of some 600 bytes, or 16 KB at most. */
	static final int CAPACITY = 1000;

	private static final Logger log = LoggerFactory.getLogger(ListenerQueue.class);

	private final List<PublishedEventListener> listeners;

	private final Duration pause;

	private final Counter failures;

	private final List<FeedEvent> untold = new ArrayList<>();

	private final Map<Feed, Long> told = new HashMap<>();

	private long nextAttempt = System.nanoTime();

	/**
	 * @param pause after a listener has failed
	 * @param failures counts that
	 */
	ListenerQueue(List<PublishedEventListener> listeners, Duration pause, Counter failures) {
		this.listeners = listeners;
		this.pause = pause;
		this.failures = failures;
	}

	void add(List<FeedEvent> published) {
		this.untold.addAll(published);
	}

	/** Tells the listeners, unless one of them has failed a moment ago. */
	void tell() {
		if (this.untold.isEmpty() || System.nanoTime() - this.nextAttempt < 0) {
			giveUp(this.untold.size() - CAPACITY);
			return;
		}
		try {
			var events = List.copyOf(this.untold);
			this.listeners.forEach((listener) -> listener.published(events));
			remove(events.size());
		}
		catch (RuntimeException ex) {
			this.failures.increment();
			this.nextAttempt = System.nanoTime() + this.pause.toNanos();
			log.warn("{} published events are told again later: {}", this.untold.size(), ex.getMessage());
			giveUp(this.untold.size() - CAPACITY);
		}
	}

	private void giveUp(int count) {
		if (count > 0) {
			log.warn("{} published events are not told to the listeners, which keep failing", count);
			remove(count);
		}
	}

	private void remove(int count) {
		var done = this.untold.subList(0, count);
		last(done).forEach((feed, sequence) -> this.told.merge(feed, sequence, Math::max));
		done.clear();
	}

	/** Whether there is something to mark as published. */
	boolean hasTold() {
		return !this.told.isEmpty();
	}

	/** The number of the last event of each feed that is done with, once. */
	Map<Feed, Long> takeTold() {
		var taken = Map.copyOf(this.told);
		this.told.clear();
		return taken;
	}

	/** The number of the last event of each feed that waits here. */
	Map<Feed, Long> lastUntold() {
		return last(this.untold);
	}

	private static Map<Feed, Long> last(List<FeedEvent> events) {
		Map<Feed, Long> last = new HashMap<>();
		events.forEach((event) -> last.merge(event.feed(), event.sequence(), Math::max));
		return last;
	}

}
