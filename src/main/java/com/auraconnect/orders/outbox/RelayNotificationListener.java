package com.auraconnect.orders.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.threads.BackgroundThread;

/**
 * Listens to notifications of commits, on one connection for all channels: those in a
 * partition, for which it wakes the relay if this replica owns it, and those of every
 * {@link NotificationChannel}. A missed notification of a partition delays events by the
 * poll interval at most.
 */
@Component
class RelayNotificationListener implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RelayNotificationListener.class);

	/**
	 * Interval of round trips on the connection. With the answer, every notification
	 * committed before the question has arrived: Postgres sends them first.
	 */
	private static final Duration ROUND_TRIP_INTERVAL = Duration.ofMillis(250);

	private final DedicatedConnections connections;

	private final OutboxRelay relay;

	private final List<NotificationChannel> channels;

	private final Duration pause;

	private final BackgroundThread thread;

	RelayNotificationListener(DedicatedConnections connections, OutboxRelay relay, List<NotificationChannel> channels,
			EventSettings settings, MeterRegistry meters) {
		this.connections = connections;
		this.relay = relay;
		this.channels = channels;
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
			for (var channel : this.channels) {
				statement.execute("LISTEN " + channel.name());
			}
		}
		this.channels.forEach(NotificationChannel::subscribed);
		var session = connection.unwrap(PGConnection.class);
		var next = System.nanoTime();
		while (isRunning()) {
			var begin = System.nanoTime();
			if (begin - next >= 0) {
				requireAlive(connection);
				passOn(session.getNotifications());
				this.channels.forEach((channel) -> channel.caughtUp(begin));
				next = begin + ROUND_TRIP_INTERVAL.toNanos();
			}
			var wait = Duration.ofNanos(next - System.nanoTime()).toMillis();
			passOn(session.getNotifications((int) Math.max(1, wait)));
		}
	}

	private static void requireAlive(Connection connection) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("SELECT");
		}
	}

	private void passOn(PGNotification @Nullable [] notifications) {
		if (notifications != null) {
			for (var notification : notifications) {
				passOn(notification);
			}
		}
	}

	private void passOn(PGNotification notification) {
		if (!notification.getName().equals(PartitionLeases.CHANNEL)) {
			this.channels.stream()
				.filter((channel) -> channel.name().equals(notification.getName()))
				.forEach((channel) -> channel.notified(notification.getParameter()));
			return;
		}
		for (var partition : notification.getParameter().split(",")) {
			this.relay.partitionNotified(Integer.parseInt(partition));
		}
	}

}
