package com.auraconnect.orders.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** What a server is asked of itself. It answers everybody, whatever the role. */
enum ServerQuery {

	/** How far its log is on its disk; a primary only. */
	FLUSHED("SELECT pg_current_wal_flush_lsn()"),

	/**
	 * How far it has replayed its primary's log. Nothing, if it does not: such a server
	 * goes its own way.
	 */
	REPLAYED("SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END"),

	/** What a primary has in common with all its replicas, and with nobody else. */
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
