package com.auraconnect.orders.testing;

import java.util.UUID;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import org.awaitility.Awaitility;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A primary and its streaming replica, for the tests of this JVM that need one; embedded,
 * whatever the source of the other servers is. Tests may kill the replica and pause its
 * replay, and must restore it.
 */
public final class ReplicatedPostgres {

	private static final PostgresProcess PRIMARY = TestPostgres.ownServer();

	private static final PostgresProcess REPLICA = TestPostgres.replicaOf(PRIMARY);

	private ReplicatedPostgres() {
	}

	/** A new, empty database of the primary, in the form of {@code DATABASE_URL}. */
	public static String newDatabase() {
		String name = "orders_" + UUID.randomUUID().toString().replace("-", "");
		PRIMARY.createDatabase(name);
		return PRIMARY.url(name).toString();
	}

	/** The database on the replica, in the form of {@code DATABASE_REPLICA_URL}. */
	public static String replicaOf(String databaseUrl) {
		return REPLICA.url(PostgresUrl.parse(databaseUrl).database()).toString();
	}

	public static PostgresProcess replica() {
		return REPLICA;
	}

	/** Pauses the replay: the replica answers, and applies no further WAL. */
	public static void pauseReplay() {
		tellReplica("SELECT pg_wal_replay_pause()::text");
		Awaitility.await().until(() -> tellReplica("SELECT pg_get_wal_replay_pause_state()").equals("paused"));
	}

	public static void resumeReplay() {
		tellReplica("SELECT pg_wal_replay_resume()::text");
	}

	private static String tellReplica(String sql) {
		var url = REPLICA.url("postgres");
		return JdbcClient.create(new DriverManagerDataSource(url.jdbc(), url.user(), url.password()))
			.sql(sql)
			.query(String.class)
			.single();
	}

}
