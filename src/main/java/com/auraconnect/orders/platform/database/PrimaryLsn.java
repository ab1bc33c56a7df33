package com.auraconnect.orders.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Provides the flush LSN of the primary. It covers everything that was acknowledged as
 * committed, since a commit waits for the flush ({@code synchronous_commit}).
 * <p>
 * One caller at a time queries the primary; callers that wait meanwhile share the next
 * answer.
 */
class PrimaryLsn {

	private final DataSource primary;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Answer last;

	private volatile @Nullable String cluster;

	/**
	 * Creates the provider.
	 * @param primary data source whose sessions need no tenancy
	 */
	PrimaryLsn(DataSource primary) {
		this.primary = primary;
	}

	/** The LSN, and when it was requested, by {@link System#nanoTime()}. */
	private record Answer(LogSequenceNumber lsn, long requestedAt) {
	}

	/**
	 * Returns the flush LSN at some moment after this call began.
	 * @param timeout how long to wait for the query of another caller
	 * @throws ReplicaUnusable if that takes longer
	 */
	LogSequenceNumber current(Duration timeout) throws SQLException {
		long begin = System.nanoTime();
		if (!tryLock(timeout)) {
			throw new ReplicaUnusable(FallbackReason.UNSURE, "The primary did not report its LSN within " + timeout);
		}
		try {
			var known = this.last;
			if (known != null && known.requestedAt() - begin > 0) {
				return known.lsn();
			}
			long requestedAt = System.nanoTime();
			var lsn = LogSequenceNumber.valueOf(ask(ServerQuery.FLUSHED));
			this.last = new Answer(lsn, requestedAt);
			return lsn;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean tryLock(Duration timeout) throws ReplicaUnusable {
		try {
			return this.lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ReplicaUnusable(FallbackReason.UNSURE, "Interrupted while waiting for the primary's LSN");
		}
	}

	/** Returns the system identifier of the primary's cluster. */
	String cluster() throws SQLException {
		var known = this.cluster;
		if (known == null) {
			known = ask(ServerQuery.CLUSTER);
			this.cluster = known;
		}
		return known;
	}

	private String ask(ServerQuery query) throws SQLException {
		try (var connection = this.primary.getConnection()) {
			return Objects.requireNonNull(query.ask(connection));
		}
	}

}
