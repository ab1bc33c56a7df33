package com.auraconnect.orders.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import com.auraconnect.orders.embedded.PostgresUrl;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.awaitility.Awaitility.await;

/**
 * Holds a lock in the database as a long transaction would, so that a test can let other
 * transactions queue for it and release them at the same moment.
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

	/** Blocks changes of that order. */
	public static DatabaseLock onOrder(TestEnvironment site, long orderId) {
		return hold(site, "SELECT FROM orders WHERE id = " + orderId + " FOR UPDATE");
	}

	/** Blocks running tasks of that order from ending. */
	public static DatabaseLock onTasksOf(TestEnvironment site, long orderId) {
		return hold(site,
				"SELECT FROM scheduled_tasks WHERE split_part(task_instance, '/', 2) = '" + orderId + "' FOR UPDATE");
	}

	/**
	 * Blocks changes of the rows of a table for which the condition holds.
	 */
	public static DatabaseLock onRow(TestEnvironment site, String table, String condition) {
		return hold(site, "SELECT FROM " + table + " WHERE " + condition + " FOR UPDATE");
	}

	/** Locks the rows as a transaction does that inserts rows which refer to them. */
	public static DatabaseLock onReferencesTo(TestEnvironment site, String table, String condition) {
		return hold(site, "SELECT FROM " + table + " WHERE " + condition + " FOR KEY SHARE");
	}

	/** Blocks writes to that table. */
	public static DatabaseLock onWritesTo(TestEnvironment site, String table) {
		return hold(site, "LOCK TABLE " + table + " IN EXCLUSIVE MODE");
	}

	/** Blocks reads of that table. */
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

	/** Waits until that many sessions are waiting for a lock. */
	public DatabaseLock awaitWaiting(long count) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.observer.sql(WAITING).query(Long.class).single() >= count);
		return this;
	}

	/** Terminates the waiting sessions of the service's pool, as a failover does. */
	public long endWaiting() {
		return this.observer.sql(END_WAITING).query(Long.class).single();
	}

	/** Releases the lock; does nothing if it is released already. */
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
