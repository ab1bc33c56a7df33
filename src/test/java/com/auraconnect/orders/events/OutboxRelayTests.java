package com.auraconnect.orders.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxRelayTests {

	private static final int STARTS = 1000;

	private static final Duration LONG = Duration.ofMinutes(1);

	static final EventSettings SETTINGS = new EventSettings(1, 1, DataSize.ofKilobytes(16), LONG, LONG, LONG, LONG,
			LONG, LONG, LONG, 1, LONG, LONG, 1);

	private final ClientResources resources = ClientResources.create();

	private final Semaphore atWork = new Semaphore(0);

	private final RelayConnections connections = new RelayConnections(new Nowhere(), SETTINGS, this.resources,
			"redis://nowhere") {
		@Override
		Connection database(Duration patience) throws SQLException {
			OutboxRelayTests.this.atWork.release();
			throw new SQLException("away");
		}
	};

	private final Logger log = (Logger) LoggerFactory.getLogger(OutboxRelay.class);

	@BeforeEach
	void keepQuiet() {
		this.log.setLevel(Level.OFF);
	}

	@AfterEach
	void shutDown() {
		this.log.setLevel(null);
		this.connections.close();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	/** Its thread may run before the one that has started it gets any further. */
	@Test
	void aRelayThatIsStartedGoesToWorkHoweverSoonItsThreadRuns() throws InterruptedException {
		var relay = new OutboxRelay(this.connections, List.of(), new ObjectMapper(), SETTINGS, Clock.systemUTC(),
				new SimpleMeterRegistry());
		for (int i = 0; i < STARTS; i++) {
			relay.start();
			assertThat(this.atWork.tryAcquire(5, TimeUnit.SECONDS)).as("start %d of %d", i, STARTS).isTrue();
			relay.stop();
		}
	}

}
