package com.auraconnect.orders.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * How far the primary's log is on its disk. Whatever was acknowledged as committed is in
 * there, since a commit waits for it ({@code synchronous_commit}).
 * <p>
 * One at a time asks, for all that wait meanwhile.
 */
class PrimaryLsn {

	private final DataSource primary;

	private final ReentrantLock turn = new ReentrantLock();

	private @Nullable Answer last;

	private volatile @Nullable String cluster;

	/**
	 * @param primary whose sessions need not know a tenant
	 */
	PrimaryLsn(DataSource primary) {
		this.primary = primary;
	}

	/** The position, and when the primary was asked for it, by the system's timer. */
	private record Answer(LogSequenceNumber position, long asked) {
	}

	/**
	 * The position at some moment after this call began.
	 * @param patience how long to wait for a turn
	 * @throws ReplicaUnusable if it is not this call's turn in that time
	 */
	LogSequenceNumber current(Duration patience) throws SQLException {
		long begin = System.nanoTime();
		if (!hasTurnWithin(patience)) {
			throw new ReplicaUnusable(FallbackReason.UNSURE, "The primary does not say within " + patience + " how far it is");
		}
		try {
			var known = this.last;
			if (known != null && known.asked() - begin > 0) {
				return known.position();
			}
			long asked = System.nanoTime();
			var position = LogSequenceNumber.valueOf(ask(ServerQuery.FLUSHED));
			this.last = new Answer(position, asked);
			return position;
		}
		finally {
			this.turn.unlock();
		}
	}

	private boolean hasTurnWithin(Duration patience) throws ReplicaUnusable {
		try {
			return this.turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ReplicaUnusable(FallbackReason.UNSURE, "interrupted");
		}
	}

	/** Which cluster the primary is one of. */
	String cluster() throws SQLException {
		var known = this.cluster;
		if (known == null) {
			known = ask(ServerQuery.CLUSTER);
			this.cluster = known;
		}
		return known;
	}

	private String ask(ServerQuery question) throws SQLException {
		try (var connection = this.primary.getConnection()) {
			return Objects.requireNonNull(question.ask(connection));
		}
	}

}
