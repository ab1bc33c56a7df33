package com.auraconnect.orders.database;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads from the replica where that has caught up in time, else from the primary. While
 * it keeps failing, nobody asks it.
 */
class ReplicaReads implements ConsistentReads, SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(ReplicaReads.class);

	private final LsnSyncedReplicaDataSource sessions;

	private final JdbcClient replica;

	private final JdbcClient primary;

	private final CircuitBreaker circuit;

	private final ReplicaMeters meters;

	ReplicaReads(LsnSyncedReplicaDataSource sessions, JdbcClient primary, CircuitBreaker circuit, ReplicaMeters meters) {
		this.sessions = sessions;
		this.replica = JdbcClient.create(sessions);
		this.primary = primary;
		this.circuit = circuit;
		this.meters = meters;
		circuit.getEventPublisher()
			.onStateTransition((change) -> log.info("Reads from the replica: {}", change.getStateTransition()));
	}

	/** Opens the pool, and says in the log whether it leads to the replica. */
	@Override
	public void afterSingletonsInstantiated() {
		try (var _ = this.sessions.getConnection()) {
			log.info("Lists, kitchens' queues and reports are read from the replica");
		}
		catch (SQLException ex) {
			log.warn("The replica cannot be read from yet, the primary is instead: {}", ex.getMessage());
		}
	}

	@Override
	public <T> T run(Function<JdbcClient, T> read) {
		if (!this.circuit.tryAcquirePermission()) {
			this.meters.detoured(FallbackReason.SPARED);
			return read.apply(this.primary);
		}
		long start = System.nanoTime();
		try {
			var answer = read.apply(this.replica);
			this.circuit.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
			this.meters.answered();
			return answer;
		}
		catch (DataAccessException ex) {
			detoured(detour(ex), ex, System.nanoTime() - start);
			return read.apply(this.primary);
		}
		catch (RuntimeException | Error ex) {
			this.circuit.releasePermission();
			throw ex;
		}
	}

	/** What the primary is too busy to say is not held against the replica. */
	private void detoured(FallbackReason detour, DataAccessException because, long nanoseconds) {
		this.meters.detoured(detour);
		log.debug("Not read from the replica: {}", because.getMessage());
		if (detour == FallbackReason.UNSURE) {
			this.circuit.releasePermission();
		}
		else {
			this.circuit.onError(nanoseconds, TimeUnit.NANOSECONDS, because);
		}
	}

	private static FallbackReason detour(DataAccessException ex) {
		if (ex.getCause() instanceof ReplicaUnusable unusable) {
			return unusable.detour();
		}
		return (ex instanceof CannotGetJdbcConnectionException) ? FallbackReason.AWAY : FallbackReason.FAILED;
	}

}
