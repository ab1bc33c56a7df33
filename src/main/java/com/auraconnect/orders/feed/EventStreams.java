package com.auraconnect.orders.feed;

import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.outbox.Feed;

/**
 * Opens SSE streams up to the limits of the replica, the tenant and the caller. Closes
 * all streams at shutdown, before the web server waits for its requests.
 */
@Component
public class EventStreams implements SmartLifecycle {

	private final FeedTails live;

	private final FeedReader events;

	private final StreamSettings settings;

	private final StreamLimit places;

	private final Semaphore readers;

	private volatile CountDownLatch closing = new CountDownLatch(0);

	EventStreams(FeedTails live, FeedReader events, StreamSettings settings, MeterRegistry meters) {
		this.live = live;
		this.events = events;
		this.settings = settings;
		this.places = new StreamLimit(settings);
		this.readers = new Semaphore(settings.readers());
		Gauge.builder("events.streams", this.places::taken)
			.description("Streams of server-sent events that are open on this replica")
			.register(meters);
	}

	/**
	 * Opens a stream of a location's events.
	 * @param subject subject of the caller's token, unique within the tenant
	 * @param after sequence of the last event that the subscriber has; empty to start
	 * with the next event
	 * @throws LocationNotFound if the tenant has no such location
	 * @throws TooManyStreams if the limit of the caller, the tenant or the replica is
	 * reached
	 */
	public EventStream open(long tenantId, String subject, long locationId, OptionalLong after) {
		var feed = new Feed(tenantId, locationId);
		var owner = new StreamLimit.Owner(tenantId, subject);
		this.places.take(owner);
		try {
			var last = this.events.after(tenantId, locationId, Long.MAX_VALUE, 1, this.settings.piece())
				.orElseThrow(() -> new LocationNotFound(locationId))
				.lastSequence();
			var stream = new EventStream(this, feed, owner, this.live.follow(feed, last), after.orElse(last));
			if (after.orElse(last) > last) {
				stream.markAhead();
			}
			return stream;
		}
		catch (RuntimeException ex) {
			this.places.giveBack(owner);
			throw ex;
		}
	}

	void closed(Feed feed, StreamLimit.Owner owner) {
		this.live.leave(feed);
		this.places.giveBack(owner);
	}

	FeedReader events() {
		return this.events;
	}

	StreamSettings settings() {
		return this.settings;
	}

	/** Permits for pages that are read from the database at the same time. */
	Semaphore readers() {
		return this.readers;
	}

	/** Latch that opens at shutdown, when all streams end. */
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
