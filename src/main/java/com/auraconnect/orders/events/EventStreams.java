package com.auraconnect.orders.events;

import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.LocationNotFound;

/**
 * Lets a bounded number of readers follow feeds on this replica. Ends all streams when
 * the service shuts down, before the web server waits for its requests.
 */
@Component
public class EventStreams implements SmartLifecycle {

	private final LiveFeeds live;

	private final FeedLog events;

	private final StreamSettings settings;

	private final Semaphore free;

	private final Semaphore readers;

	private volatile CountDownLatch closing = new CountDownLatch(0);

	EventStreams(LiveFeeds live, FeedLog events, StreamSettings settings, MeterRegistry meters) {
		this.live = live;
		this.events = events;
		this.settings = settings;
		this.free = new Semaphore(settings.limit());
		this.readers = new Semaphore(settings.readers());
		Gauge.builder("events.streams", () -> settings.limit() - this.free.availablePermits())
			.description("Streams of server-sent events that are open on this replica")
			.register(meters);
	}

	/**
	 * Begins to follow a feed.
	 * @param after the number of the last event that the reader has; from now on if empty
	 * @throws LocationNotFound if the tenant has no such location
	 * @throws TooManyStreams if this replica has no place left
	 */
	public EventStream open(long tenantId, long locationId, OptionalLong after) {
		var feed = new Feed(tenantId, locationId);
		if (!this.free.tryAcquire()) {
			throw new TooManyStreams();
		}
		try {
			var last = this.events.after(tenantId, locationId, Long.MAX_VALUE, 1)
				.orElseThrow(() -> new LocationNotFound(locationId))
				.lastSequence();
			var stream = new EventStream(this, feed, this.live.follow(feed, last), after.orElse(last));
			if (after.orElse(last) > last) {
				stream.isAhead();
			}
			return stream;
		}
		catch (RuntimeException ex) {
			this.free.release();
			throw ex;
		}
	}

	void left(Feed feed) {
		this.live.leave(feed);
		this.free.release();
	}

	FeedLog events() {
		return this.events;
	}

	StreamSettings settings() {
		return this.settings;
	}

	/** A permit for each page that may be read at the same time. */
	Semaphore readers() {
		return this.readers;
	}

	/** Open once all streams shall end. */
	CountDownLatch closing() {
		return this.closing;
	}

	@Override
	public void start() {
		this.closing = new CountDownLatch(1);
	}

	@Override
	public void stop() {
		this.closing.countDown();
		this.live.wakeFollowers();
	}

	@Override
	public boolean isRunning() {
		return this.closing.getCount() > 0;
	}

}
