package com.auraconnect.orders.feed;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.auraconnect.orders.outbox.DedicatedConnections;
import com.auraconnect.orders.outbox.UnresponsiveConnectionCloser;

/**
 * The one Redis connection over which a replica subscribes to the channels of all
 * followed feeds. Messages published while Redis is unreachable are lost;
 * {@link FeedTails} reads those events from the database. Used by one thread.
 */
class LiveSubscription implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LiveSubscription.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final DedicatedConnections connections;

	/** Channels whose subscription Redis has confirmed. */
	private final Set<String> subscribed = ConcurrentHashMap.newKeySet();

	private final RedisPubSubAdapter<String, String> listener;

	/** Clears the confirmed channels: a lost connection ends its subscriptions. */
	private final RedisConnectionStateListener disconnection = new RedisConnectionStateListener() {
		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
			LiveSubscription.this.subscribed.clear();
		}
	};

	private @Nullable StatefulRedisPubSubConnection<String, String> connection;

	private long nextAttempt = System.nanoTime();

	private long nextPing = System.nanoTime();

	/**
	 * Creates a subscription without channels.
	 * @param onMessage receives channel and message
	 * @param onSubscribed runs whenever Redis confirms a channel, at first or after a
	 * reconnect
	 */
	LiveSubscription(DedicatedConnections connections, BiConsumer<String, String> onMessage, Runnable onSubscribed) {
		this.connections = connections;
		this.listener = new RedisPubSubAdapter<>() {
			@Override
			public void message(String channel, String message) {
				onMessage.accept(channel, message);
			}

			@Override
			public void subscribed(String channel, long count) {
				LiveSubscription.this.subscribed.add(channel);
				onSubscribed.run();
			}

			@Override
			public void unsubscribed(String channel, long count) {
				LiveSubscription.this.subscribed.remove(channel);
			}
		};
	}

	/**
	 * Subscribes to exactly these channels. Does nothing while Redis is unreachable.
	 * Subscriptions that Redis has not confirmed are requested again with each call.
	 */
	void follow(Set<String> channels) {
		if (this.connection == null && !channels.isEmpty()) {
			connect();
		}
		var open = this.connection;
		if (open == null || !open.isOpen()) {
			return;
		}
		ping(open);
		var added = difference(channels, this.subscribed);
		var dropped = difference(this.subscribed, channels);
		if (added.length > 0) {
			open.async().subscribe(added);
		}
		if (dropped.length > 0) {
			open.async().unsubscribe(dropped);
		}
	}

	/**
	 * Sends a PING from time to time. {@link UnresponsiveConnectionCloser} detects only
	 * commands without an answer, and a subscription sends none.
	 */
	private void ping(StatefulRedisPubSubConnection<String, String> open) {
		if (System.nanoTime() - this.nextPing >= 0) {
			this.nextPing = System.nanoTime() + PAUSE.toNanos();
			open.async().ping();
		}
	}

	private static String[] difference(Set<String> names, Set<String> without) {
		return names.stream().filter((name) -> !without.contains(name)).toArray(String[]::new);
	}

	private void connect() {
		if (System.nanoTime() - this.nextAttempt < 0) {
			return;
		}
		try {
			var opened = this.connections.subscribing();
			opened.addListener(this.listener);
			opened.addListener(this.disconnection);
			this.connection = opened;
		}
		catch (RedisException ex) {
			log.debug("no subscription in Redis; event streams poll the database: {}", ex.getMessage());
			this.nextAttempt = System.nanoTime() + PAUSE.toNanos();
		}
	}

	@Override
	public void close() {
		if (this.connection != null) {
			this.connection.closeAsync();
		}
	}

}
