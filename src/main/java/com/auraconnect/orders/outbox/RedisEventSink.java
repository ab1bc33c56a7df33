package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.auraconnect.orders.platform.codec.Json;

/**
 * Publishes the relay's events to Redis. The connection is closed at the first failure,
 * so that nothing is sent behind a command that failed. The next one is opened after a
 * pause.
 */
class RedisEventSink implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(RedisEventSink.class);

	private final DedicatedConnections connections;

	private final Json json;

	private final EventSettings settings;

	private final StreamBudget budget;

	private final Duration pause;

	private @Nullable StatefulRedisConnection<String, String> connection;

	private long nextAttempt = System.nanoTime();

	private boolean isUnreachable;

	/**
	 * Creates a sink that connects with the first batch.
	 * @param budget bounds the memory of a stream
	 * @param pause between attempts to reach Redis
	 */
	RedisEventSink(DedicatedConnections connections, Json json, EventSettings settings, StreamBudget budget,
			Duration pause) {
		this.connections = connections;
		this.json = json;
		this.settings = settings;
		this.budget = budget;
		this.pause = pause;
	}

	/**
	 * Publishes the events, each at least once.
	 * @param events in order within each feed
	 * @return the events that Redis has acknowledged; none while it is unreachable
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
				this.budget.perStream(), this.settings.publishTimeout());
		var published = publisher.publish(events);
		if (published.isEmpty()) {
			disconnect("it acknowledged no event in time");
		}
		return published;
	}

	/**
	 * Whether there is no connection and the pause before the next attempt has not
	 * passed.
	 */
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
			this.isUnreachable = false;
		}
		catch (RedisException ex) {
			disconnect(ex.getMessage());
		}
		return this.connection;
	}

	private void disconnect(@Nullable String reason) {
		close();
		this.nextAttempt = System.nanoTime() + this.pause.toNanos();
		if (!this.isUnreachable) {
			log.warn("Redis is unreachable, events wait in the outbox: {}", reason);
		}
		this.isUnreachable = true;
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
