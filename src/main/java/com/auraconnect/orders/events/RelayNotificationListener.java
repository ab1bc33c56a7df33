package com.auraconnect.orders.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.threads.BackgroundThread;

/**
 * Hears other replicas call the owner of a partition, and wakes the relay if that is this
 * one. A call that is missed costs the poll interval, and nothing else.
 */
@Component
class RelayNotificationListener implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RelayNotificationListener.class);

	/** After so long without a call it asks whether the connection is still alive. */
	private static final Duration SILENCE = Duration.ofSeconds(5);

	private final DedicatedConnections connections;

	private final OutboxRelay relay;

	private final Duration pause;

	private final BackgroundThread thread;

	RelayNotificationListener(DedicatedConnections connections, OutboxRelay relay, EventSettings settings,
			MeterRegistry meters) {
		this.connections = connections;
		this.relay = relay;
		this.pause = settings.takeoverInterval();
		this.thread = new BackgroundThread("relay-calls", Thread.ofVirtual(), this.pause, this::listen, meters);
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

	private void listen() throws InterruptedException {
		try (var connection = this.connections.database()) {
			listen(connection);
		}
		catch (SQLException ex) {
			log.debug("calls of other replicas are not heard: {}", ex.getMessage());
			TimeUnit.NANOSECONDS.sleep(this.pause.toNanos());
		}
	}

	private void listen(Connection connection) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("LISTEN " + PartitionLeases.CHANNEL);
		}
		var calls = connection.unwrap(PGConnection.class);
		while (isRunning()) {
			var heard = calls.getNotifications((int) SILENCE.toMillis());
			if (heard == null || heard.length == 0) {
				requireAlive(connection);
				continue;
			}
			for (var call : heard) {
				passOn(call);
			}
		}
	}

	private static void requireAlive(Connection connection) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("SELECT");
		}
	}

	private void passOn(PGNotification call) {
		for (var partition : call.getParameter().split(",")) {
			this.relay.called(Integer.parseInt(partition));
		}
	}

}
