package com.auraconnect.orders.platform.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Opens the Redis connection that requests share, so that no request has to. The factory
 * opens it under a lock: with a Redis that accepts connections but does not answer,
 * requests would queue for the lock and time out one after the other. Until the
 * connection has been opened once, {@link #get} fails at once; from then on it reconnects
 * by itself.
 */
@Component
public class RequestConnection implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RequestConnection.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/**
	 * Timeout of the first attempt, before the first request; longer than Redis needs.
	 */
	private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(2);

	private final RedisConnectionFactory redis;

	private final CountDownLatch firstAttempt = new CountDownLatch(1);

	private volatile boolean isOpen;

	private volatile @Nullable Thread opening;

	public RequestConnection(RedisConnectionFactory redis) {
		this.redis = redis;
	}

	/**
	 * Returns the shared connection. Closing it leaves it open for other requests.
	 * @throws RedisConnectionFailureException if it has not been opened yet
	 */
	public RedisConnection get() {
		if (!this.isOpen) {
			throw new RedisConnectionFailureException("Redis has not accepted a connection yet");
		}
		return this.redis.getConnection();
	}

	/** Whether the connection has been opened. */
	public boolean isOpen() {
		return this.isOpen;
	}

	/** Returns once the connection is open or the first attempt has failed. */
	@Override
	public void start() {
		this.opening = Thread.ofVirtual().name("redis-opening").start(this::open);
		try {
			this.firstAttempt.await(STARTUP_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void open() {
		try {
			while (!tryOpen()) {
				this.firstAttempt.countDown();
				TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
			}
			this.firstAttempt.countDown();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean tryOpen() {
		try (var connection = this.redis.getConnection()) {
			connection.ping();
			this.isOpen = true;
		}
		catch (RuntimeException ex) {
			log.debug("opening the Redis connection of requests failed and is retried: {}", ex.getMessage());
		}
		return this.isOpen;
	}

	@Override
	public void stop() {
		var running = this.opening;
		this.opening = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.opening != null;
	}

	/** Starts after the connection factory and before the web server. */
	@Override
	public int getPhase() {
		return 1;
	}

}
