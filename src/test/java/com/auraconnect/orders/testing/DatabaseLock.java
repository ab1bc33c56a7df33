package com.auraconnect.orders.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import com.auraconnect.orders.embedded.PostgresUrl;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.awaitility.Awaitility.await;

/**
 * Holds something in the database as a transaction that takes its time would, so that a
 * test can gather others before it and let them go at once.
 */
public final class DatabaseLock implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String WAITING = """
			SELECT count(*)
			FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'
			""";

	private static final String END_WAITING = """
			WITH waiting AS MATERIALIZED (
			    SELECT pid
			    FROM pg_stat_activity
			    WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = 'orders'
			)
			SELECT count(*)
			FROM waiting
			WHERE pg_terminate_backend(pid)
			""";

	private final Connection holder;

	private final JdbcClient observer;

	private DatabaseLock(Connection holder, JdbcClient observer) {
		this.holder = holder;
		this.observer = observer;
	}

	/** Keeps everybody from changing that order. */
	public static DatabaseLock onOrder(TestEnvironment site, long orderId) {
		return hold(site, "SELECT FROM orders WHERE id = " + orderId + " FOR UPDATE");
	}

	/** Keeps the tasks of that order, which are being worked on, from ending. */
	public static DatabaseLock onTasksOf(TestEnvironment site, long orderId) {
		return hold(site,
				"SELECT FROM scheduled_tasks WHERE split_part(task_instance, '/', 2) = '" + orderId + "' FOR UPDATE");
	}

	/**
	 * Keeps everybody from changing the rows of a table for which the condition holds.
	 */
	public static DatabaseLock onRow(TestEnvironment site, String table, String condition) {
		return hold(site, "SELECT FROM " + table + " WHERE " + condition + " FOR UPDATE");
	}

	/** Keeps everybody from writing to that table. */
	public static DatabaseLock onWritesTo(TestEnvironment site, String table) {
		return hold(site, "LOCK TABLE " + table + " IN EXCLUSIVE MODE");
	}

	/** Keeps everybody from reading that table. */
	public static DatabaseLock onReadsOf(TestEnvironment site, String table) {
		return hold(site, "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
	}

	private static DatabaseLock hold(TestEnvironment site, String sql) {
		try {
			Connection connection = PostgresUrl.parse(site.databaseUrl()).connect();
			connection.setAutoCommit(false);
			try (var statement = connection.createStatement()) {
				statement.execute(sql);
			}
			return new DatabaseLock(connection, site.database());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** Returns when so many are waiting for a lock. */
	public DatabaseLock awaitWaiting(long count) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.observer.sql(WAITING).query(Long.class).single() >= count);
		return this;
	}

	/** Ends the sessions of the service's pool that wait, as a failover does. */
	public long endWaiting() {
		return this.observer.sql(END_WAITING).query(Long.class).single();
	}

	/** Lets them go; does nothing when that is done. */
	@Override
	public void close() {
		try {
			this.holder.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
