package com.auraconnect.orders.events;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.CommitListener;
import com.auraconnect.orders.order.CommittedChange;

/**
 * Carries events from the outbox to Redis. Of all replicas one is the relay at a time:
 * the one whose connection holds the advisory lock. It numbers what has been committed,
 * then publishes it, then remembers that it has; after a crash anywhere in between, the
 * next relay goes on from there and at worst publishes some events again. While Redis is
 * down, events are numbered and wait.
 */
@Component
class OutboxRelay implements SmartLifecycle, CommitListener {

	private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

	private final RelayConnections connections;

	private final List<PublishedEventListener> listeners;

	private final ObjectMapper json;

	private final EventSettings settings;

	private final Semaphore work = new Semaphore(0);

	private volatile @Nullable Thread thread;

	OutboxRelay(RelayConnections connections, List<PublishedEventListener> listeners, ObjectMapper json,
			EventSettings settings) {
		this.connections = connections;
		this.listeners = listeners;
		this.json = json;
		this.settings = settings;
	}

	@Override
	public void committed(CommittedChange change) {
		this.work.release();
	}

	@Override
	public void start() {
		var relay = Thread.ofPlatform().name("outbox-relay").unstarted(this::run);
		this.thread = relay;
		relay.start();
	}

	@Override
	public void stop() {
		var running = this.thread;
		this.thread = null;
		if (running != null) {
			running.interrupt();
			join(running);
		}
	}

	private static void join(Thread running) {
		try {
			running.join(Duration.ofSeconds(5));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		while (isRunning()) {
			try (var connection = this.connections.database()) {
				var feeds = new Feeds(connection);
				if (feeds.tryLock()) {
					log.info("relaying events");
					relay(feeds);
				}
				pause(this.settings.takeoverInterval());
			}
			catch (SQLException | RuntimeException ex) {
				log.warn("the relay starts over: {}", ex.getMessage());
				pauseQuietly(this.settings.takeoverInterval());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private void relay(Feeds feeds) throws InterruptedException {
		while (isRunning()) {
			try (var redis = this.connections.redis()) {
				var publisher = this.connections.publisher(redis, this.json, this.settings);
				while (redis.isOpen() && isRunning()) {
					relayOnce(feeds, publisher);
				}
			}
			catch (RedisException ex) {
				log.warn("Redis does not answer, events wait: {}", ex.getMessage());
				feeds.numberNewEvents(this.settings.batchSize());
				pause(this.settings.takeoverInterval());
			}
		}
	}

	private void relayOnce(Feeds feeds, FeedPublisher publisher) throws InterruptedException {
		this.work.drainPermits();
		var numbered = feeds.numberNewEvents(this.settings.batchSize());
		var waiting = feeds.unpublished(this.settings.batchSize());
		var published = publisher.publish(waiting);
		if (!published.isEmpty()) {
			this.listeners.forEach((listener) -> listener.published(published));
			feeds.markPublished(published);
		}
		var idle = numbered < this.settings.batchSize() && waiting.size() < this.settings.batchSize();
		if (idle || published.size() < waiting.size()) {
			this.work.tryAcquire(this.settings.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private static void pause(Duration duration) throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(duration.toNanos());
	}

	private static void pauseQuietly(Duration duration) {
		try {
			pause(duration);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
