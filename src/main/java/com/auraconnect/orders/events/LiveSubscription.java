package com.auraconnect.orders.events;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
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

	/** How often Redis is asked whether it is still there. */
	private static final Duration QUESTIONS = Duration.ofSeconds(1);

	/** How long it may take to say so; a host that has gone without a word never does. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final RelayConnections connections;

	/** As Redis has confirmed it. */
	private final Set<String> subscribed = ConcurrentHashMap.newKeySet();

	private final RedisPubSubAdapter<String, String> listener;

	/** With its connection, Redis forgets who has subscribed to what. */
	private final RedisConnectionStateListener changes = new RedisConnectionStateListener() {
		@Override
		public void onRedisConnected(RedisChannelHandler<?, ?> open, SocketAddress address) {
			LiveSubscription.this.answeredAt = System.nanoTime();
		}

		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
			LiveSubscription.this.subscribed.clear();
		}
	};

	private @Nullable StatefulRedisPubSubConnection<String, String> connection;

	private long askedAt = System.nanoTime();

	private volatile long answeredAt;

	private long nextAttempt = System.nanoTime();

	/**
	 * @param onMessage gets channel and message
	 * @param onSubscribed is told when messages have begun to arrive, at first or again
	 */
	LiveSubscription(RelayConnections connections, BiConsumer<String, String> onMessage, Runnable onSubscribed) {
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
		if (!isAnswering(open)) {
			giveUp(open);
			return;
		}
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
	 * Asks Redis, from time to time, whether it is still there: nothing else would ever
	 * be sent, and so be missed, on this connection.
	 */
	private boolean isAnswering(StatefulRedisPubSubConnection<String, String> open) {
		var sinceQuestion = System.nanoTime() - this.askedAt;
		if (this.answeredAt - this.askedAt < 0) {
			return sinceQuestion < PATIENCE.toNanos();
		}
		if (sinceQuestion >= QUESTIONS.toNanos()) {
			this.askedAt = System.nanoTime();
			open.async().ping().whenComplete((_, failure) -> {
				if (failure == null || failure instanceof RedisCommandExecutionException) {
					this.answeredAt = System.nanoTime();
				}
			});
		}
		return true;
	}

	private void giveUp(StatefulRedisPubSubConnection<String, String> silent) {
		log.warn("Redis has not answered for {}, event streams look for it anew", PATIENCE);
		silent.closeAsync();
		this.connection = null;
		this.subscribed.clear();
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
			opened.addListener(this.changes);
			this.answeredAt = System.nanoTime();
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
