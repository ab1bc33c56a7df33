package com.auraconnect.orders.outbox;

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

import com.auraconnect.orders.platform.threads.BackgroundThread;

/**
 * Listens to notifications of commits in a partition, and wakes the relay if this replica
 * owns it. A missed notification delays events by the poll interval at most.
 */
@Component
class RelayNotificationListener implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RelayNotificationListener.class);

	/** After this time without a notification the connection is checked. */
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
			log.debug("listening to notifications of other replicas failed and is retried: {}", ex.getMessage());
			TimeUnit.NANOSECONDS.sleep(this.pause.toNanos());
		}
	}

	private void listen(Connection connection) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("LISTEN " + PartitionLeases.CHANNEL);
		}
		var session = connection.unwrap(PGConnection.class);
		while (isRunning()) {
			var notifications = session.getNotifications((int) SILENCE.toMillis());
			if (notifications == null || notifications.length == 0) {
				requireAlive(connection);
				continue;
			}
			for (var notification : notifications) {
				passOn(notification);
			}
		}
	}

	private static void requireAlive(Connection connection) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("SELECT");
		}
	}

	private void passOn(PGNotification notification) {
		for (var partition : notification.getParameter().split(",")) {
			this.relay.partitionNotified(Integer.parseInt(partition));
		}
	}

}
