package com.auraconnect.orders.redis;

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
 * Opens the connection to Redis that requests share, so that no request does. The factory
 * opens it under a lock: with a Redis that accepts connections and answers nothing, each
 * request would wait its turn to try, one after the other. Until the connection has been
 * opened once, requests are told at once that there is none; from then on it reconnects
 * by itself.
 */
@Component
public class RequestConnection implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RequestConnection.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** For the first attempt, before the first request: longer than a Redis needs. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final RedisConnectionFactory redis;

	private final CountDownLatch firstAttempt = new CountDownLatch(1);

	private volatile boolean isOpen;

	private volatile @Nullable Thread opening;

	public RequestConnection(RedisConnectionFactory redis) {
		this.redis = redis;
	}

	/**
	 * The connection, to be closed by its user, which leaves it open for others.
	 * @throws RedisConnectionFailureException if it has not been opened yet
	 */
	public RedisConnection get() {
		if (!this.isOpen) {
			throw new RedisConnectionFailureException("Redis has not accepted a connection yet");
		}
		return this.redis.getConnection();
	}

	/** Whether it has been opened. */
	public boolean isOpen() {
		return this.isOpen;
	}

	/** Returns when it is open, or could not be opened at once. */
	@Override
	public void start() {
		this.opening = Thread.ofVirtual().name("redis-opening").start(this::open);
		try {
			this.firstAttempt.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void open() {
		try {
			while (!isOpenedNow()) {
				this.firstAttempt.countDown();
				TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
			}
			this.firstAttempt.countDown();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean isOpenedNow() {
		try (var connection = this.redis.getConnection()) {
			connection.ping();
			this.isOpen = true;
		}
		catch (RuntimeException ex) {
			log.debug("requests do without Redis: {}", ex.getMessage());
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

	/** After the factory, before the web server. */
	@Override
	public int getPhase() {
		return 1;
	}

}
