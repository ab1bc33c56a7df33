package com.auraconnect.orders.testing;

import java.util.UUID;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import org.awaitility.Awaitility;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A primary and its streaming replica, for the tests of this JVM that need one; embedded,
 * whatever the source of the other servers is. They may kill the replica and make it
 * stand still, and leave it as they found it.
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

	/** Where the replica has it, in the form of {@code DATABASE_REPLICA_URL}. */
	public static String replicaOf(String databaseUrl) {
		return REPLICA.url(PostgresUrl.parse(databaseUrl).database()).toString();
	}

	public static PostgresProcess replica() {
		return REPLICA;
	}

	/** From now on the replica answers, and gets to know of nothing new. */
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
