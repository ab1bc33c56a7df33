package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to Redis over which a replica hears of all feeds that are followed
 * there. What it does not hear while Redis is away is for somebody else to notice. Asked
 * by one thread.
 */
class LiveSubscription implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LiveSubscription.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final DedicatedConnections connections;

	/** As Redis has confirmed it. */
	private final Set<String> subscribed = ConcurrentHashMap.newKeySet();

	private final RedisPubSubAdapter<String, String> listener;

	/** With its connection, Redis forgets who has subscribed to what. */
	private final RedisConnectionStateListener loss = new RedisConnectionStateListener() {
		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
			LiveSubscription.this.subscribed.clear();
		}
	};

	private @Nullable StatefulRedisPubSubConnection<String, String> connection;

	private long nextAttempt = System.nanoTime();

	private long nextQuestion = System.nanoTime();

	/**
	 * @param onMessage gets channel and message
	 * @param onSubscribed is told when messages have begun to arrive, at first or again
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
	 * Listens to these channels from now on, and to no others, as far as Redis is there
	 * and allows it; what it has not confirmed is asked for again with each call.
	 */
	void follow(Set<String> channels) {
		if (this.connection == null && !channels.isEmpty()) {
			connect();
		}
		var open = this.connection;
		if (open == null || !open.isOpen()) {
			return;
		}
		askWhetherItIsThere(open);
		var added = difference(channels, this.subscribed);
		var dropped = difference(this.subscribed, channels);
		if (added.length > 0) {
			open.async().subscribe(added);
		}
		if (dropped.length > 0) {
			open.async().unsubscribe(dropped);
		}
	}

	/** {@link UnresponsiveConnectionCloser} would not notice else: a subscription only listens. */
	private void askWhetherItIsThere(StatefulRedisPubSubConnection<String, String> open) {
		if (System.nanoTime() - this.nextQuestion >= 0) {
			this.nextQuestion = System.nanoTime() + PAUSE.toNanos();
			open.async().ping();
		}
	}

	private static String[] difference(Set<String> of, Set<String> without) {
		return Stream.of(of).flatMap(Set::stream).filter((name) -> !without.contains(name)).toArray(String[]::new);
	}

	private void connect() {
		if (System.nanoTime() - this.nextAttempt < 0) {
			return;
		}
		try {
			var opened = this.connections.subscribing();
			opened.addListener(this.listener);
			opened.addListener(this.loss);
			this.connection = opened;
		}
		catch (RedisException ex) {
			log.debug("event streams go by the database alone: {}", ex.getMessage());
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
