package com.auraconnect.orders.saga;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.task.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Stores sagas whose attempts are used up (the dead letters) until an admin requeues
 * them. One statement moves a saga between this table and the schedule, so that it is
 * always in exactly one of them.
 */
@Component
class ParkedSagas {

	private static final Logger log = LoggerFactory.getLogger(ParkedSagas.class);

	private static final String PARK = """
			WITH unscheduled AS (
			    DELETE FROM scheduled_tasks
			    WHERE task_name = :taskName AND task_instance = :taskInstance AND %s
			    RETURNING task_name, task_instance
			)
			INSERT INTO parked_sagas (tenant_id, id, order_id, task_name, task_instance, step, failure, attempts, parked_at)
			SELECT :tenantId, :id, :orderId, task_name, task_instance, :step, :failure, :attempts, :now
			FROM unscheduled
			ON CONFLICT (tenant_id, id)
			    DO UPDATE SET step = excluded.step,
			                  failure = excluded.failure,
			                  attempts = excluded.attempts,
			                  parked_at = excluded.parked_at
			""";

	private static final String PARK_RUN = PARK.formatted("version = :version");

	private static final String PARK_UNPICKED = PARK.formatted("NOT picked");

	private static final String REQUEUE = """
			WITH requeued AS (
			    DELETE FROM parked_sagas
			    WHERE tenant_id = :tenantId AND id = :id
			    RETURNING id, task_name, task_instance, order_id, step, failure
			), scheduled AS (
			    INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
			    SELECT task_name, task_instance, :now, FALSE, 1
			    FROM requeued
			    ON CONFLICT (task_name, task_instance) DO NOTHING
			)
			SELECT id, task_name, order_id, step, failure
			FROM requeued
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	ParkedSagas(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Moves a saga from the schedule to the parked ones.
	 * @param attempts consecutive failures
	 */
	void park(Execution task, SagaPosition position, int attempts) {
		var ref = OrderRef.parse(task.getId());
		Tenancy.of(ref.tenantId())
			.run(() -> park(PARK_RUN, task.getTaskName(), ref, position, attempts).param("version", task.version)
				.update());
		logParked(task.getTaskName(), ref, position, attempts);
	}

	/**
	 * Parks a saga that was run outside the scheduler, unless the scheduler has picked it
	 * meanwhile.
	 */
	void park(String taskName, OrderRef ref, SagaPosition position) {
		var parked = Tenancy.of(ref.tenantId()).call(() -> park(PARK_UNPICKED, taskName, ref, position, 1).update());
		if (parked > 0) {
			logParked(taskName, ref, position, 1);
		}
	}

	private JdbcClient.StatementSpec park(String sql, String taskName, OrderRef ref, SagaPosition position,
			int attempts) {
		return this.jdbc.sql(sql)
			.param("tenantId", ref.tenantId())
			.param("id", ref.sagaId(taskName))
			.param("orderId", ref.orderId())
			.param("taskName", taskName)
			.param("taskInstance", ref.toString())
			.param("step", position.step())
			.param("failure", position.failure())
			.param("attempts", attempts)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC));
	}

	private static void logParked(String taskName, OrderRef ref, SagaPosition position, int attempts) {
		log.error("order {}: {} is parked at {} after {} attempts: {}", ref.orderId(), taskName, position.step(),
				attempts, position.failure());
	}

	/**
	 * Moves a parked saga back to the schedule.
	 * @return the saga after that, empty if it is not parked
	 */
	Optional<Saga> requeue(long tenantId, String id) {
		var now = this.clock.instant();
		return this.jdbc.sql(REQUEUE)
			.param("tenantId", tenantId)
			.param("id", id)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query((row, _) -> new Saga(row.getString("id"), row.getString("task_name"), row.getLong("order_id"),
					SagaState.RUNNING, row.getString("step"), row.getString("failure"), 0, now, null))
			.optional();
	}

}
