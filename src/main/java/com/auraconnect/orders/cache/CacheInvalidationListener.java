package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.outbox.DedicatedConnections;
import com.auraconnect.orders.platform.threads.BackgroundThread;

/**
 * Subscribes to other replicas' messages that an order has a newer version. Messages
 * missed while Redis is unreachable are covered by the short time to live of the local
 * cache. When the subscription is back, the local cache is cleared.
 */
@Component
class CacheInvalidationListener extends RedisPubSubAdapter<String, String> implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(CacheInvalidationListener.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Pattern MESSAGE = Pattern.compile("(\\d{1,18}):(\\d{1,18}):(\\d{1,9})");

	private final DedicatedConnections connections;

	private final VersionFloor versions;

	private final LocalOrderCache local;

	private final BackgroundThread thread;

	CacheInvalidationListener(DedicatedConnections connections, VersionFloor versions, LocalOrderCache local,
			MeterRegistry meters) {
		this.thread = new BackgroundThread("cache-news", Thread.ofVirtual(), PAUSE, this::listen, meters);
		this.connections = connections;
		this.versions = versions;
		this.local = local;
	}

	@Override
	public void message(String channel, String message) {
		var invalidation = MESSAGE.matcher(message);
		if (invalidation.matches()) {
			var order = new OrderKey(Long.parseLong(invalidation.group(1)), Long.parseLong(invalidation.group(2)));
			this.versions.raise(order, Integer.parseInt(invalidation.group(3)));
		}
	}

	/** Clears the local cache, at the first subscription and after each reconnect. */
	@Override
	public void subscribed(String channel, long count) {
		this.local.clear();
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

	/** Opens the connection once; from then on it reconnects by itself. */
	private void listen() throws InterruptedException {
		try (var connection = this.connections.subscribing()) {
			connection.addListener(this);
			connection.async().subscribe(RedisOrderCache.CHANNEL);
			while (isRunning()) {
				TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
				ping(connection);
			}
		}
		catch (RedisException ex) {
			log.debug("subscribing to cache invalidations failed and is retried: {}", ex.getMessage());
			TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
		}
	}

	/**
	 * Sends a PING: a connection that only listens would not notice that Redis is gone.
	 */
	private static void ping(StatefulRedisPubSubConnection<String, String> connection) {
		if (connection.isOpen()) {
			connection.async().ping();
		}
	}

}
