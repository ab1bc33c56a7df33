package com.auraconnect.orders.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lends sessions of the replica that show everything that the primary had committed when
 * they were asked for.
 * <p>
 * What a session is known to have replayed is remembered, so most need not be asked. It
 * is remembered of the session and not of the replica: a replica that has crashed may
 * come back behind what it had replayed before, and one address may lead to several of
 * them. In the lifetime of a session it only grows.
 */
class LsnSyncedReplicaDataSource extends DelegatingDataSource {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

	private final HikariDataSource pool;

	private final PrimaryLsn primary;

	private final Duration budget;

	private final ReplicaMeters meters;

	/** By the connection to Postgres itself, and forgotten with it. */
	private final Map<PGConnection, LogSequenceNumber> replayed = Caffeine.newBuilder()
		.weakKeys()
		.<PGConnection, LogSequenceNumber>build()
		.asMap();

	/**
	 * @param replica a pool, or what is around one
	 */
	LsnSyncedReplicaDataSource(DataSource replica, PrimaryLsn primary, Duration budget, ReplicaMeters meters)
			throws SQLException {
		super(replica);
		this.pool = replica.unwrap(HikariDataSource.class);
		this.primary = primary;
		this.budget = budget;
		this.meters = meters;
	}

	/**
	 * @throws ReplicaUnusable if the replica is away, not as far within the budget, or no
	 * replica of the primary
	 * @throws SQLException if a server cannot be asked
	 */
	@Override
	public Connection getConnection() throws SQLException {
		if (isAway()) {
			throw new ReplicaUnusable(FallbackReason.AWAY, "There is no connection to the replica");
		}
		long begin = System.nanoTime();
		var cluster = this.primary.cluster();
		var position = this.primary.current(this.budget);
		var connection = super.getConnection();
		try {
			requireReplica(connection, cluster);
			awaitReplay(connection, position, begin + this.budget.toNanos());
			return connection;
		}
		catch (ReplicaUnusable ex) {
			giveBack(connection, ex);
			throw ex;
		}
		catch (SQLException | RuntimeException ex) {
			this.pool.evictConnection(connection);
			throw ex;
		}
		finally {
			this.meters.waited(System.nanoTime() - begin);
		}
	}

	/** The pool tries to connect by itself; nobody need wait for it. */
	private boolean isAway() {
		var connections = this.pool.getHikariPoolMXBean();
		return connections != null && connections.getTotalConnections() == 0;
	}

	private void giveBack(Connection connection, ReplicaUnusable because) throws SQLException {
		if (because.detour() == FallbackReason.UNFIT) {
			this.pool.evictConnection(connection);
		}
		else {
			connection.close();
		}
	}

	/** Asks a session that has not been asked before. */
	private void requireReplica(Connection connection, String cluster) throws SQLException {
		var session = connection.unwrap(PGConnection.class);
		if (!this.replayed.containsKey(session)) {
			if (!cluster.equals(ServerQuery.CLUSTER.ask(connection))) {
				throw new ReplicaUnusable(FallbackReason.UNFIT, "What is taken for the replica is one of another primary");
			}
			this.replayed.put(session, replayed(connection));
		}
	}

	private void awaitReplay(Connection connection, LogSequenceNumber position, long deadline) throws SQLException {
		var session = connection.unwrap(PGConnection.class);
		var pause = FIRST_PAUSE;
		if (this.replayed.get(session).compareTo(position) >= 0) {
			return;
		}
		for (var at = replayed(connection); at.compareTo(position) < 0; at = replayed(connection)) {
			pause(pause, deadline);
			pause = pause.multipliedBy(2);
		}
		this.replayed.put(session, position);
	}

	private static LogSequenceNumber replayed(Connection connection) throws SQLException {
		var replayed = ServerQuery.REPLAYED.ask(connection);
		if (replayed == null) {
			throw new ReplicaUnusable(FallbackReason.UNFIT, "What is taken for the replica is a primary");
		}
		return LogSequenceNumber.valueOf(replayed);
	}

	private static void pause(Duration pause, long deadline) throws ReplicaUnusable {
		long left = deadline - System.nanoTime();
		if (left <= 0) {
			throw new ReplicaUnusable(FallbackReason.LATE, "The replica has not caught up in time");
		}
		try {
			Thread.sleep(Duration.ofNanos(Math.min(pause.toNanos(), left)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ReplicaUnusable(FallbackReason.LATE, "interrupted");
		}
	}

}
