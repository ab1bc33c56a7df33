package com.auraconnect.orders.platform.database;

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
 * Lends replica sessions that have replayed the primary's log up to its LSN at the time
 * of the call.
 * <p>
 * The LSN that a session has replayed is cached, so most sessions need not be queried. It
 * is cached per session, not per replica: a crashed replica may come back behind its
 * former position, and one address may lead to several replicas. Within a session it only
 * grows.
 */
class LsnSyncedReplicaDataSource extends DelegatingDataSource {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

	private final HikariDataSource pool;

	private final PrimaryLsn primary;

	private final Duration budget;

	private final ReplicaMeters meters;

	/** LSN known to be replayed, by physical connection; removed with it. */
	private final Map<PGConnection, LogSequenceNumber> replayed = Caffeine.newBuilder()
		.weakKeys()
		.<PGConnection, LogSequenceNumber>build()
		.asMap();

	/**
	 * Wraps a pool of replica sessions.
	 * @param replica a pool, or a wrapper of one
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
	 * Returns a session that has caught up with the primary.
	 * @throws ReplicaUnusable if there is no connection to the replica, it does not catch
	 * up within the budget, or it is not a replica of the primary
	 * @throws SQLException if a server cannot be queried
	 */
	@Override
	public Connection getConnection() throws SQLException {
		if (isDisconnected()) {
			throw new ReplicaUnusable(FallbackReason.AWAY, "There is no connection to the replica");
		}
		long begin = System.nanoTime();
		var cluster = this.primary.cluster();
		var target = this.primary.current(this.budget);
		var connection = super.getConnection();
		try {
			requireReplica(connection, cluster);
			awaitReplay(connection, target, begin + this.budget.toNanos());
			return connection;
		}
		catch (ReplicaUnusable ex) {
			release(connection, ex);
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

	/**
	 * Whether the pool has no connection to the replica. The pool keeps trying to
	 * connect, so reads do not wait for it.
	 */
	private boolean isDisconnected() {
		var connections = this.pool.getHikariPoolMXBean();
		return connections != null && connections.getTotalConnections() == 0;
	}

	private void release(Connection connection, ReplicaUnusable cause) throws SQLException {
		if (cause.reason() == FallbackReason.UNFIT) {
			this.pool.evictConnection(connection);
		}
		else {
			connection.close();
		}
	}

	/**
	 * Verifies a new session: it must belong to the primary's cluster and be a replica.
	 */
	private void requireReplica(Connection connection, String cluster) throws SQLException {
		var session = connection.unwrap(PGConnection.class);
		if (!this.replayed.containsKey(session)) {
			if (!cluster.equals(ServerQuery.CLUSTER.ask(connection))) {
				throw new ReplicaUnusable(FallbackReason.UNFIT,
						"The server configured as replica belongs to another primary");
			}
			this.replayed.put(session, replayed(connection));
		}
	}

	private void awaitReplay(Connection connection, LogSequenceNumber target, long deadline) throws SQLException {
		var session = connection.unwrap(PGConnection.class);
		var pause = FIRST_PAUSE;
		if (this.replayed.get(session).compareTo(target) >= 0) {
			return;
		}
		for (var lsn = replayed(connection); lsn.compareTo(target) < 0; lsn = replayed(connection)) {
			pause(pause, deadline);
			pause = pause.multipliedBy(2);
		}
		this.replayed.put(session, target);
	}

	private static LogSequenceNumber replayed(Connection connection) throws SQLException {
		var replayed = ServerQuery.REPLAYED.ask(connection);
		if (replayed == null) {
			throw new ReplicaUnusable(FallbackReason.UNFIT, "The server configured as replica is a primary");
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
			throw new ReplicaUnusable(FallbackReason.LATE, "Interrupted while waiting for the replica");
		}
	}

}
