package com.auraconnect.orders.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.redis.RedisSettings;
import com.auraconnect.orders.platform.threads.BackgroundThread;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

public class OutboxRelayTests {

	private static final int STARTS = 1000;

	private static final Duration LONG = Duration.ofMinutes(1);

	public static final EventSettings SETTINGS = new EventSettings(1, 1, DataSize.ofKilobytes(16), LONG, LONG, LONG,
			LONG, LONG, LONG, LONG, 1, DataSize.ofMegabytes(1), LONG, LONG, 1);

	private static final Duration SHORT = Duration.ofMillis(1);

	private static final EventSettings WITHOUT_PAUSES = new EventSettings(1, 1, DataSize.ofKilobytes(16), SHORT, SHORT,
			SHORT, LONG, LONG, LONG, LONG, 1, DataSize.ofMegabytes(1), LONG, LONG, 1);

	private volatile @Nullable Error failure;

	private final ClientResources resources = ClientResources.create();

	private final Semaphore atWork = new Semaphore(0);

	private final DedicatedConnections connections = new DedicatedConnections(new Nowhere(), SETTINGS, this.resources,
			new RedisSettings("redis://nowhere")) {
		@Override
		Connection database(Duration idleTimeout) throws SQLException {
			OutboxRelayTests.this.atWork.release();
			if (OutboxRelayTests.this.failure != null) {
				throw OutboxRelayTests.this.failure;
			}
			throw new SQLException("no connection");
		}
	};

	private final Logger log = (Logger) LoggerFactory.getLogger(BackgroundThread.class);

	@BeforeEach
	void disableLog() {
		this.log.setLevel(Level.OFF);
	}

	@AfterEach
	void shutDown() {
		this.log.setLevel(null);
		this.connections.close();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	/** The relay's thread may run before the starting thread has returned from start. */
	@Test
	void aStartedRelayWorksHoweverSoonItsThreadRuns() throws InterruptedException {
		var relay = relay(SETTINGS);
		for (int i = 0; i < STARTS; i++) {
			relay.start();
			assertThat(this.atWork.tryAcquire(5, TimeUnit.SECONDS)).as("start %d of %d", i, STARTS).isTrue();
			relay.stop();
		}
	}

	/** Errors such as a missing class or a stack overflow. */
	@Test
	void aRelayRestartsAfterAnError() throws InterruptedException {
		this.failure = new NoClassDefFoundError("some class");
		var relay = relay(WITHOUT_PAUSES);
		relay.start();
		try {
			assertThat(this.atWork.tryAcquire(3, 5, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			relay.stop();
		}
	}

	private OutboxRelay relay(EventSettings settings) {
		return new OutboxRelay(this.connections, List.of(), new Json(new ObjectMapper()), settings, Clock.systemUTC(),
				new SimpleMeterRegistry());
	}

}
