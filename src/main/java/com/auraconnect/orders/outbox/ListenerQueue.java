package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue of published events that the listeners have not processed yet. An event counts as
 * published once the listeners have processed it, so that a crash in between repeats it.
 * When a listener fails, the events stay queued and are tried again after a pause, which
 * is long compared with the time that the failed call took. Beyond {@link #CAPACITY} the
 * oldest are dropped. Used by one thread.
 */
class ListenerQueue {

	/** Maximum number of queued events. A message has some 600 bytes, at most 16 KB. */
	static final int CAPACITY = 1000;

	/** Ratio of a pause to the duration of the call that failed. */
	private static final int PAUSE_FACTOR = 5;

	private static final Logger log = LoggerFactory.getLogger(ListenerQueue.class);

	private final List<PublishedEventListener> listeners;

	private final Duration minPause;

	private final Counter failures;

	private final LongSupplier nanoTime;

	private final List<FeedEvent> unnotified = new ArrayList<>();

	private final Map<Feed, Long> uncheckpointed = new HashMap<>();

	private long nextAttempt;

	/**
	 * Creates an empty queue.
	 * @param minPause shortest pause between a failure of a listener and the next attempt
	 * @param failures counts the failures
	 */
	ListenerQueue(List<PublishedEventListener> listeners, Duration minPause, Counter failures) {
		this(listeners, minPause, failures, System::nanoTime);
	}

	ListenerQueue(List<PublishedEventListener> listeners, Duration minPause, Counter failures, LongSupplier nanoTime) {
		this.listeners = listeners;
		this.minPause = minPause;
		this.failures = failures;
		this.nanoTime = nanoTime;
		this.nextAttempt = nanoTime.getAsLong();
	}

	void add(List<FeedEvent> published) {
		this.unnotified.addAll(published);
	}

	/**
	 * Passes the queued events to the listeners, unless one of them failed a moment ago.
	 */
	void notifyListeners() {
		var begin = this.nanoTime.getAsLong();
		if (this.unnotified.isEmpty() || begin - this.nextAttempt < 0) {
			drop(this.unnotified.size() - CAPACITY);
			return;
		}
		try {
			var events = List.copyOf(this.unnotified);
			this.listeners.forEach((listener) -> listener.published(events));
			remove(events.size());
		}
		catch (RuntimeException ex) {
			this.failures.increment();
			var end = this.nanoTime.getAsLong();
			this.nextAttempt = end + Math.max(this.minPause.toNanos(), PAUSE_FACTOR * (end - begin));
			log.warn("passing {} published events to the listeners failed and is retried: {}", this.unnotified.size(),
					ex.getMessage());
			drop(this.unnotified.size() - CAPACITY);
		}
	}

	private void drop(int count) {
		if (count > 0) {
			log.warn("{} published events are not passed to the listeners, which keep failing", count);
			remove(count);
		}
	}

	private void remove(int count) {
		var done = this.unnotified.subList(0, count);
		last(done).forEach((feed, sequence) -> this.uncheckpointed.merge(feed, sequence, Math::max));
		done.clear();
	}

	/**
	 * Removes the queued events of these feeds after the given sequences: they will be
	 * published, and added, again.
	 */
	void discardAfter(Map<Feed, Long> last) {
		this.unnotified.removeIf((event) -> event.sequence() > last.getOrDefault(event.feed(), Long.MAX_VALUE));
	}

	/** Whether there are processed events that are not checkpointed yet. */
	boolean hasUncheckpointed() {
		return !this.uncheckpointed.isEmpty();
	}

	/** Returns the sequence of the last processed event of each feed, and clears them. */
	Map<Feed, Long> takeUncheckpointed() {
		var taken = Map.copyOf(this.uncheckpointed);
		this.uncheckpointed.clear();
		return taken;
	}

	/** Returns the sequence of the last queued event of each feed. */
	Map<Feed, Long> lastUnnotified() {
		return last(this.unnotified);
	}

	private static Map<Feed, Long> last(List<FeedEvent> events) {
		Map<Feed, Long> last = new HashMap<>();
		events.forEach((event) -> last.merge(event.feed(), event.sequence(), Math::max));
		return last;
	}

}
