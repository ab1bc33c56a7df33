package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.threads.BackgroundThread;

/**
 * Hears from other replicas that an order has a newer version. What it misses while Redis
 * is away, the near cache's short time to live makes good; once it hears again, the near
 * cache begins anew.
 */
@Component
class CacheInvalidationListener extends RedisPubSubAdapter<String, String> implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(CacheInvalidationListener.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Pattern MESSAGE = Pattern.compile("(\\d{1,18}):(\\d{1,18}):(\\d{1,9})");

	private final RedisClient redis;

	private final VersionFloor versions;

	private final LocalOrderCache near;

	private final BackgroundThread thread;

	CacheInvalidationListener(ClientResources resources, @Value("${spring.data.redis.url}") String redisUrl, VersionFloor versions,
			LocalOrderCache near, MeterRegistry meters) {
		this.thread = new BackgroundThread("cache-news", Thread.ofVirtual(), PAUSE, this::listen, meters);
		this.redis = RedisClient.create(resources, RedisURI.create(redisUrl));
		this.redis.setOptions(ClientOptions.builder().autoReconnect(true).build());
		this.versions = versions;
		this.near = near;
	}

	@Override
	public void message(String channel, String message) {
		var news = MESSAGE.matcher(message);
		if (news.matches()) {
			var order = new OrderKey(Long.parseLong(news.group(1)), Long.parseLong(news.group(2)));
			this.versions.raise(order, Integer.parseInt(news.group(3)));
		}
	}

	/** At first, and again after each loss of the connection. */
	@Override
	public void subscribed(String channel, long count) {
		this.near.clear();
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
		this.redis.shutdown(Duration.ZERO, Duration.ofSeconds(1));
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

	/** The connection comes back by itself once there has been one. */
	private void listen() throws InterruptedException {
		try (var connection = this.redis.connectPubSub()) {
			connection.addListener(this);
			connection.async().subscribe(RedisOrderCache.CHANNEL);
			while (isRunning()) {
				TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
				askWhetherItIsThere(connection);
			}
		}
		catch (RedisException ex) {
			log.debug("no news of the cache yet: {}", ex.getMessage());
			TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
		}
	}

	/** One that only listens would not notice that there is nothing to hear any more. */
	private static void askWhetherItIsThere(StatefulRedisPubSubConnection<String, String> connection) {
		if (connection.isOpen()) {
			connection.async().ping();
		}
	}

}
