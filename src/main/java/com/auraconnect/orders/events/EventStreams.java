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
 * Lets a bounded number of readers follow feeds on this replica, of each tenant and
 * caller no more than its share. Ends all streams when the service shuts down, before the
 * web server waits for its requests.
 */
@Component
public class EventStreams implements SmartLifecycle {

	private final FeedTails live;

	private final FeedReader events;

	private final StreamSettings settings;

	private final StreamPlaces places;

	private final Semaphore readers;

	private volatile CountDownLatch closing = new CountDownLatch(0);

	EventStreams(FeedTails live, FeedReader events, StreamSettings settings, MeterRegistry meters) {
		this.live = live;
		this.events = events;
		this.settings = settings;
		this.places = new StreamPlaces(settings);
		this.readers = new Semaphore(settings.readers());
		Gauge.builder("events.streams", this.places::taken)
			.description("Streams of server-sent events that are open on this replica")
			.register(meters);
	}

	/**
	 * Begins to follow a feed.
	 * @param subject the caller, in its tenant
	 * @param after the number of the last event that the reader has; from now on if empty
	 * @throws LocationNotFound if the tenant has no such location
	 * @throws TooManyStreams if this replica has no place left, for the caller, its
	 * tenant or at all
	 */
	public EventStream open(long tenantId, String subject, long locationId, OptionalLong after) {
		var feed = new Feed(tenantId, locationId);
		var owner = new StreamPlaces.Owner(tenantId, subject);
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

	void left(Feed feed, StreamPlaces.Owner owner) {
		this.live.leave(feed);
		this.places.giveBack(owner);
	}

	FeedReader events() {
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
