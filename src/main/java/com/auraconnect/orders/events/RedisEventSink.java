package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay's way to Redis. Its connection is given up with the first fault, so that
 * nothing can be sent behind something that failed, and another one is opened no sooner
 * than after a pause.
 */
class RedisEventSink implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(RedisEventSink.class);

	private final DedicatedConnections connections;

	private final ObjectMapper json;

	private final EventSettings settings;

	private final StreamBudget budget;

	private final Duration pause;

	private @Nullable StatefulRedisConnection<String, String> connection;

	private long nextAttempt = System.nanoTime();

	private boolean isAway;

	/**
	 * @param budget of Redis's memory
	 * @param pause between attempts to reach Redis
	 */
	RedisEventSink(DedicatedConnections connections, ObjectMapper json, EventSettings settings, StreamBudget budget,
			Duration pause) {
		this.connections = connections;
		this.json = json;
		this.settings = settings;
		this.budget = budget;
		this.pause = pause;
	}

	/**
	 * Publishes the events, at least once each; those that Redis has acknowledged are
	 * answered with, which is none while it is away.
	 * @param events each feed in its order
	 */
	List<FeedEvent> publish(List<FeedEvent> events) throws InterruptedException {
		if (events.isEmpty()) {
			return events;
		}
		var open = open();
		if (open == null) {
			return List.of();
		}
		var publisher = new FeedPublisher(open.async(), this.json, this.settings.streamLength(),
				this.budget.ofOneStream(), this.settings.publishTimeout());
		var published = publisher.publish(events);
		if (published.isEmpty()) {
			giveUp("it does not acknowledge");
		}
		return published;
	}

	/** Whether nothing can be published now, not even tried. */
	boolean isPausing() {
		var open = this.connection;
		return (open == null || !open.isOpen()) && System.nanoTime() - this.nextAttempt < 0;
	}

	private @Nullable StatefulRedisConnection<String, String> open() {
		var open = this.connection;
		if (open != null && open.isOpen()) {
			return open;
		}
		close();
		if (System.nanoTime() - this.nextAttempt < 0) {
			return null;
		}
		try {
			this.connection = this.connections.publishing();
			this.isAway = false;
		}
		catch (RedisException ex) {
			giveUp(ex.getMessage());
		}
		return this.connection;
	}

	private void giveUp(@Nullable String why) {
		close();
		this.nextAttempt = System.nanoTime() + this.pause.toNanos();
		if (!this.isAway) {
			log.warn("Redis is away, events wait: {}", why);
		}
		this.isAway = true;
	}

	@Override
	public void close() {
		var open = this.connection;
		this.connection = null;
		if (open != null) {
			open.closeAsync();
		}
	}

}
