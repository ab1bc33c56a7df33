package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One reader's way along a feed: from the database until it is at what is in memory, and
 * along with that from then on. Each event comes once and in its place, wherever from.
 * Keeps little but the reader's place and a piece of events while they are written,
 * however slowly; one that was there and has fallen back for too long is given up. Who
 * has numbers that the feed has not, since it was restored to an earlier time, is told of
 * a gap. For one thread, closed once.
 */
public final class EventStream implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(EventStream.class);

	private final AtomicBoolean isClosed = new AtomicBoolean();

	private final EventStreams streams;

	private final Feed feed;

	private final StreamPlaces.Owner owner;

	private final FeedTail live;

	private long place;

	/** How often the feed had begun anew when the reader was last in it. */
	private int restarts;

	private boolean hasBeenLive;

	private long lastLive;

	EventStream(EventStreams streams, Feed feed, StreamPlaces.Owner owner, FeedTail live, long place) {
		this.streams = streams;
		this.feed = feed;
		this.owner = owner;
		this.live = live;
		this.place = place;
		this.restarts = live.restarts();
	}

	/**
	 * The reader has what the feed does not: it was restored to an earlier time
	 * meanwhile.
	 */
	void markAhead() {
		this.restarts = -1;
	}

	/**
	 * The next frames, for which it waits that long; none if none came in time.
	 * @throws StreamClosed if this is the end of the stream
	 */
	public List<SseFrame> next(Duration patience) throws InterruptedException {
		requireOpen();
		if (this.live.restarts() != this.restarts) {
			this.restarts = this.live.restarts();
			var last = this.live.last();
			if (this.place > last) {
				return moved(List.of(SseFrame.gap(this.place, last + 1)));
			}
		}
		var frames = this.live.after(this.place, patience);
		requireOpen();
		if (frames.isPresent()) {
			this.hasBeenLive = true;
			this.lastLive = System.nanoTime();
		}
		else if (this.hasBeenLive && System.nanoTime() - this.lastLive > settings().patience().toNanos()) {
			throw new StreamClosed(StreamClosed.Reason.SLOW);
		}
		return moved(frames.isPresent() ? frames.get() : fromDatabase());
	}

	/**
	 * Waits a moment, so that there will be more to write at once.
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

	private List<SseFrame> moved(List<SseFrame> frames) {
		if (!frames.isEmpty()) {
			this.place = frames.getLast().sequence();
		}
		return frames;
	}

	private List<SseFrame> fromDatabase() throws InterruptedException {
		this.streams.readers().acquire();
		try {
			var frames = frames(
					this.streams.events().after(this.feed, this.place, settings().page(), settings().piece()));
			if (!frames.isEmpty()) {
				return frames;
			}
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("a stream of {} waits for the database: {}", this.feed, ex.getMessage());
		}
		finally {
			this.streams.readers().release();
		}
		pause(settings().pollInterval());
		return List.of();
	}

	private List<SseFrame> frames(FeedPage page) {
		var frames = new ArrayList<SseFrame>();
		if (page.hasGapAfter(this.place)) {
			frames.add(SseFrame.gap(this.place, page.oldestSequence()));
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
			this.streams.left(this.feed, this.owner);
		}
	}

}
