package com.auraconnect.orders.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Queries about the state of a database server; any role may run them. */
enum ServerQuery {

	/** LSN up to which the log is flushed to disk; primary only. */
	FLUSHED("SELECT pg_current_wal_flush_lsn()"),

	/**
	 * LSN up to which a replica has replayed its primary's log; null on a server that is
	 * not in recovery, such as a primary.
	 */
	REPLAYED("SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END"),

	/**
	 * System identifier, which a primary shares with its replicas and with no other
	 * cluster.
	 */
	CLUSTER("SELECT system_identifier FROM pg_control_system()");

	private final String sql;

	ServerQuery(String sql) {
		this.sql = sql;
	}

	@Nullable String ask(Connection session) throws SQLException {
		try (var statement = session.prepareStatement(this.sql); var answer = statement.executeQuery()) {
			answer.next();
			return answer.getString(1);
		}
	}

}
