package com.auraconnect.orders.platform.database;

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
 * Reads from the replica if it catches up in time, else from the primary. While the
 * replica keeps failing, the circuit sends reads to the primary.
 */
class ReplicaReads implements ConsistentReads, SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(ReplicaReads.class);

	private final LsnSyncedReplicaDataSource sessions;

	private final JdbcClient replica;

	private final JdbcClient primary;

	private final CircuitBreaker circuit;

	private final ReplicaMeters meters;

	ReplicaReads(LsnSyncedReplicaDataSource sessions, JdbcClient primary, CircuitBreaker circuit,
			ReplicaMeters meters) {
		this.sessions = sessions;
		this.replica = JdbcClient.create(sessions);
		this.primary = primary;
		this.circuit = circuit;
		this.meters = meters;
		circuit.getEventPublisher()
			.onStateTransition((change) -> log.info("Circuit breaker of the replica: {}", change.getStateTransition()));
	}

	/** Opens the pool and logs whether the replica can be read. */
	@Override
	public void afterSingletonsInstantiated() {
		try (var _ = this.sessions.getConnection()) {
			log.info("Lists, kitchen queues and reports are read from the replica");
		}
		catch (SQLException ex) {
			log.warn("The replica cannot be read from yet, reads go to the primary: {}", ex.getMessage());
		}
	}

	@Override
	public <T> T run(Function<JdbcClient, T> read) {
		if (!this.circuit.tryAcquirePermission()) {
			this.meters.fellBack(FallbackReason.SPARED);
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
			recordFallback(reason(ex), ex, System.nanoTime() - start);
			return read.apply(this.primary);
		}
		catch (RuntimeException | Error ex) {
			this.circuit.releasePermission();
			throw ex;
		}
	}

	/**
	 * Records a read that goes to the primary. A primary that is too busy to report its
	 * LSN does not count as a failure of the replica.
	 */
	private void recordFallback(FallbackReason reason, DataAccessException cause, long nanoseconds) {
		this.meters.fellBack(reason);
		log.debug("Read falls back to the primary: {}", cause.getMessage());
		if (reason == FallbackReason.UNSURE) {
			this.circuit.releasePermission();
		}
		else {
			this.circuit.onError(nanoseconds, TimeUnit.NANOSECONDS, cause);
		}
	}

	private static FallbackReason reason(DataAccessException ex) {
		if (ex.getCause() instanceof ReplicaUnusable unusable) {
			return unusable.reason();
		}
		return (ex instanceof CannotGetJdbcConnectionException) ? FallbackReason.AWAY : FallbackReason.FAILED;
	}

}
