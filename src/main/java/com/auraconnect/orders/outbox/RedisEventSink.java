package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
	 * Connects unless there is a connection; while Redis is unreachable, after a pause.
	 * @return whether the connection is a new one, to a Redis that may lack the last
	 * events that another acknowledged
	 */
	boolean connect() {
		if (isConnected()) {
			return false;
		}
		close();
		if (System.nanoTime() - this.nextAttempt < 0) {
			return false;
		}
		try {
			this.connection = this.connections.publishing();
			this.isUnreachable = false;
			return true;
		}
		catch (RedisException ex) {
			disconnect(ex.getMessage());
			return false;
		}
	}

	boolean isConnected() {
		var open = this.connection;
		return open != null && open.isOpen();
	}

	/**
	 * Publishes the events, each at least once.
	 * @param events in order within each feed
	 * @return the events that Redis has acknowledged; none without a connection
	 */
	List<FeedEvent> publish(List<FeedEvent> events) throws InterruptedException {
		var open = this.connection;
		if (events.isEmpty() || open == null || !open.isOpen()) {
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
	 * Returns the sequence of the last event of each of these feeds in Redis; feeds
	 * without a stream are left out.
	 * @return empty if Redis does not answer
	 */
	Optional<Map<Feed, Long>> lastSequences(List<Feed> feeds) throws InterruptedException {
		var open = this.connection;
		if (open == null || !open.isOpen()) {
			return Optional.empty();
		}
		try {
			return Optional.of(new StreamPositions(open.async(), this.settings.publishTimeout()).last(feeds));
		}
		catch (RedisException ex) {
			disconnect(ex.getMessage());
			return Optional.empty();
		}
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
