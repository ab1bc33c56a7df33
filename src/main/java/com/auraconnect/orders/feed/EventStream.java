package com.auraconnect.orders.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import com.auraconnect.orders.outbox.Feed;

/**
 * Cursor of one SSE subscriber. Reads pages from Postgres until it reaches the live tail,
 * then follows the tail. Each event is delivered once and in order, from either source.
 * Memory per subscriber is the cursor and one piece of events, however slowly they are
 * written. A subscriber that has been live and then lags behind the tail for too long is
 * closed. A subscriber whose sequence is ahead of the feed, because the database was
 * restored to an earlier time, gets a {@code feed.gap}. Used by one thread, closed once.
 */
public final class EventStream implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(EventStream.class);

	private final AtomicBoolean isClosed = new AtomicBoolean();

	private final EventStreams streams;

	private final Feed feed;

	private final StreamLimit.Owner owner;

	private final FeedTail live;

	private long cursor;

	/** The tail's restart count when the subscriber last read from it. */
	private int restarts;

	private boolean hasBeenLive;

	private long lastLive;

	EventStream(EventStreams streams, Feed feed, StreamLimit.Owner owner, FeedTail live, long cursor) {
		this.streams = streams;
		this.feed = feed;
		this.owner = owner;
		this.live = live;
		this.cursor = cursor;
		this.restarts = live.restarts();
	}

	/**
	 * Marks the subscriber as ahead of the feed: the database was restored to an earlier
	 * time.
	 */
	void markAhead() {
		this.restarts = -1;
	}

	/**
	 * Returns the next frames; an empty list if none arrives within {@code timeout}.
	 * @throws StreamClosed if the stream has ended
	 */
	public List<SseFrame> next(Duration timeout) throws InterruptedException {
		requireOpen();
		if (this.live.restarts() != this.restarts) {
			this.restarts = this.live.restarts();
			var last = this.live.last();
			if (this.cursor > last) {
				return advanced(List.of(SseFrame.gap(this.cursor, last + 1)));
			}
		}
		var frames = this.live.after(this.cursor, timeout);
		requireOpen();
		if (frames.isPresent()) {
			this.hasBeenLive = true;
			this.lastLive = System.nanoTime();
		}
		else if (this.hasBeenLive && System.nanoTime() - this.lastLive > settings().patience().toNanos()) {
			throw new StreamClosed(StreamClosed.Reason.SLOW);
		}
		return advanced(frames.isPresent() ? frames.get() : fromDatabase());
	}

	/**
	 * Waits so that more events gather for the next write.
	 * @throws StreamClosed if the service shuts down meanwhile
	 */
	public void gather() throws InterruptedException {
		pause(settings().gather());
	}

	public Duration heartbeat() {
		return settings().heartbeat();
	}

	private void pause(Duration duration) throws InterruptedException {
		if (this.streams.closing().await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new StreamClosed(StreamClosed.Reason.SHUTDOWN);
		}
	}

	private void requireOpen() throws InterruptedException {
		pause(Duration.ZERO);
	}

	private List<SseFrame> advanced(List<SseFrame> frames) {
		if (!frames.isEmpty()) {
			this.cursor = frames.getLast().sequence();
		}
		return frames;
	}

	private List<SseFrame> fromDatabase() throws InterruptedException {
		this.streams.readers().acquire();
		try {
			var frames = frames(
					this.streams.events().after(this.feed, this.cursor, settings().page(), settings().piece()));
			if (!frames.isEmpty()) {
				return frames;
			}
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("a stream of {} retries its read from the database: {}", this.feed, ex.getMessage());
		}
		finally {
			this.streams.readers().release();
		}
		pause(settings().pollInterval());
		return List.of();
	}

	private List<SseFrame> frames(FeedPage page) {
		var frames = new ArrayList<SseFrame>();
		if (page.hasGapAfter(this.cursor)) {
			frames.add(SseFrame.gap(this.cursor, page.oldestSequence()));
		}
		page.messages().forEach((message) -> frames.add(SseFrame.of(message)));
		return frames;
	}

	private StreamSettings settings() {
		return this.streams.settings();
	}

	@Override
	public void close() {
		if (this.isClosed.compareAndSet(false, true)) {
			this.streams.closed(this.feed, this.owner);
		}
	}

}
