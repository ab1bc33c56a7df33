package com.auraconnect.orders.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Database sessions of the tests themselves, kept for a few seconds: many tests poll, and
 * each new session costs Postgres a process.
 */
final class TestDatabase {

	private static final int MOST_SESSIONS = 8;

	private static final int IDLE_MILLIS = 10_000;

	private static final Map<String, JdbcClient> CLIENTS = new ConcurrentHashMap<>();

	private TestDatabase() {
	}

	/**
	 * A client for the database, as its superuser, who sees all tenants.
	 * @param databaseUrl in the form of {@code DATABASE_URL}
	 */
	static JdbcClient client(String databaseUrl) {
		return CLIENTS.computeIfAbsent(databaseUrl, (url) -> JdbcClient.create(sessions(PostgresUrl.parse(url))));
	}

	private static HikariDataSource sessions(PostgresUrl url) {
		var sessions = new HikariDataSource();
		sessions.setPoolName("tests-" + url.database());
		sessions.setJdbcUrl(url.jdbc());
		sessions.setUsername(url.user());
		sessions.setPassword(url.password());
		sessions.setMaximumPoolSize(MOST_SESSIONS);
		sessions.setMinimumIdle(0);
		sessions.setIdleTimeout(IDLE_MILLIS);
		return AtExit.close(sessions);
	}

}
