package com.auraconnect.orders.saga;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Reads and writes saga tasks in db-scheduler's table directly, for callers that store a
 * task with the change that starts it and run it outside the scheduler. A task that the
 * scheduler has picked meanwhile is left alone.
 * <p>
 * Sagas whose attempts are used up (the dead letters) are parked in a table of their own
 * until an admin requeues them. One statement moves a saga between the two tables, so
 * that it is always in exactly one of them.
 */
@Component
class SagaTaskRepository {

	private static final Logger log = LoggerFactory.getLogger(SagaTaskRepository.class);

	private static final String ADD = """
			INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
			VALUES (?, ?, ?, FALSE, 1)
			""";

	private static final String ADD_NOW = """
			INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
			VALUES (:taskName, :taskInstance, :dueAt, FALSE, 1)
			""";

	private static final String ADD_IF_ABSENT = ADD_NOW + "ON CONFLICT (task_name, task_instance) DO NOTHING";

	private static final String DELETE = """
			DELETE FROM scheduled_tasks
			WHERE task_name = ? AND task_instance = ? AND NOT picked
			""";

	private static final String RECORD_FAILURE = """
			UPDATE scheduled_tasks
			SET execution_time = :next,
			    consecutive_failures = 1,
			    last_failure = :now,
			    task_data = :position,
			    version = version + 1
			WHERE task_name = :taskName AND task_instance = :taskInstance AND NOT picked
			""";

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
			    RETURNING tenant_id, id, task_name, task_instance, order_id, step, failure
			), scheduled AS (
			    INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
			    SELECT task_name, task_instance, :now, FALSE, 1
			    FROM requeued
			    ON CONFLICT (task_name, task_instance) DO NOTHING
			)
			SELECT r.id, r.task_name, r.order_id, p.check_id, r.step, r.failure
			FROM requeued r
			LEFT JOIN check_payments p ON r.order_id IS NULL AND p.tenant_id = r.tenant_id
			                              AND p.id = CAST(split_part(r.task_instance, '/', 2) AS BIGINT)
			""";

	private static final String SELECT = """
			SELECT saga.*, p.check_id
			FROM (
			    SELECT id, task_name, order_id, split_part(task_instance, '/', 2)::bigint AS subject, 'parked' AS state, step,
			           failure, attempts, NULL::timestamptz AS next_attempt_at, parked_at
			    FROM parked_sagas
			    WHERE tenant_id = :tenantId
			    UNION ALL
			    SELECT task_name || '-' || replace(substr(task_instance, length(:prefix) + 1), '/', '-'),
			           task_name,
			           CASE WHEN task_name <> ALL(:checkTasks) THEN split_part(task_instance, '/', 2)::bigint END,
			           split_part(task_instance, '/', 2)::bigint,
			           CASE WHEN consecutive_failures > 0 THEN 'waiting' ELSE 'running' END,
			           convert_from(task_data, 'UTF8')::json ->> 'step',
			           convert_from(task_data, 'UTF8')::json ->> 'failure',
			           coalesce(consecutive_failures, 0),
			           execution_time,
			           NULL
			    FROM scheduled_tasks
			    WHERE task_name = ANY(:tasks) AND starts_with(task_instance, :prefix)
			) saga
			LEFT JOIN check_payments p ON saga.order_id IS NULL AND p.tenant_id = :tenantId AND p.id = saga.subject
			""";

	private static final String LIST = SELECT + """
			WHERE saga.state = ANY(:states)
			ORDER BY coalesce(saga.parked_at, saga.next_attempt_at), saga.id
			LIMIT :limit
			""";

	private static final String FIND = SELECT + "WHERE saga.id = :id";

	private static final String COUNT = """
			SELECT (SELECT count(*) FROM parked_sagas),
			       (SELECT count(*)
			        FROM scheduled_tasks
			        WHERE consecutive_failures > 0 AND task_instance <> 'recurring')
			""";

	private final JdbcClient jdbc;

	private final CappedBackoff backoff;

	private final Clock clock;

	private final Serializer serializer = new JacksonSerializer();

	SagaTaskRepository(JdbcClient jdbc, SagaSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.backoff = new CappedBackoff(settings);
		this.clock = clock;
	}

	/** Adds a task that is due at the given time. */
	void add(String taskName, SagaRef ref, Instant dueAt, SqlBatch writes) {
		writes.add(ADD, taskName, ref.toString(), dueAt.atOffset(ZoneOffset.UTC));
	}

	/**
	 * Adds a task that is due at the given time, in the transaction of the calling
	 * thread.
	 */
	void add(String taskName, SagaRef ref, Instant dueAt) {
		add(ADD_NOW, taskName, ref, dueAt);
	}

	/** Adds a task as {@link #add(String, SagaRef, Instant)}, unless it is there. */
	void addIfAbsent(String taskName, SagaRef ref, Instant dueAt) {
		add(ADD_IF_ABSENT, taskName, ref, dueAt);
	}

	private void add(String insert, String taskName, SagaRef ref, Instant dueAt) {
		this.jdbc.sql(insert)
			.param("taskName", taskName)
			.param("taskInstance", ref.toString())
			.param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
			.update();
	}

	/** Deletes the task of a finished saga. */
	void delete(String taskName, SagaRef ref) {
		this.jdbc.sql(DELETE).params(taskName, ref.toString()).update();
	}

	/**
	 * Deletes the task of a saga that the batch finishes.
	 * @param deleted called when the task was deleted
	 */
	void delete(String taskName, SagaRef ref, Runnable deleted, SqlBatch writes) {
		writes.add(DELETE, (_) -> deleted.run(), new Object[] { taskName, ref.toString() });
	}

	/** Records the first failure of a saga and leaves the retry to the scheduler. */
	void recordFailure(String taskName, SagaRef ref, SagaFailure position) {
		var now = this.clock.instant();
		this.jdbc.sql(RECORD_FAILURE)
			.param("taskName", taskName)
			.param("taskInstance", ref.toString())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("next", now.plus(this.backoff.pause(0)).atOffset(ZoneOffset.UTC))
			.param("position", this.serializer.serialize(position))
			.update();
	}

	/**
	 * Moves a saga from the schedule to the parked ones.
	 * @param attempts consecutive failures
	 */
	void park(Execution task, SagaFailure position, int attempts) {
		var ref = SagaRef.parse(task.getId());
		Tenancy.of(ref.tenantId())
			.run(() -> park(PARK_RUN, task.getTaskName(), ref, position, attempts).param("version", task.version)
				.update());
		logParked(task.getTaskName(), ref, position, attempts);
	}

	/**
	 * Parks a saga that was run outside the scheduler, unless the scheduler has picked it
	 * meanwhile.
	 */
	void park(String taskName, SagaRef ref, SagaFailure position) {
		var parked = Tenancy.of(ref.tenantId()).call(() -> park(PARK_UNPICKED, taskName, ref, position, 1).update());
		if (parked > 0) {
			logParked(taskName, ref, position, 1);
		}
	}

	private JdbcClient.StatementSpec park(String sql, String taskName, SagaRef ref, SagaFailure position,
			int attempts) {
		return this.jdbc.sql(sql)
			.param("tenantId", ref.tenantId())
			.param("id", ref.sagaId(taskName))
			.param("orderId", SagaTasks.isOfCheck(taskName) ? null : ref.id())
			.param("taskName", taskName)
			.param("taskInstance", ref.toString())
			.param("step", position.step())
			.param("failure", position.failure())
			.param("attempts", attempts)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC));
	}

	private static void logParked(String taskName, SagaRef ref, SagaFailure position, int attempts) {
		log.error("{} {}: {} is parked at {} after {} attempts: {}",
				SagaTasks.isOfCheck(taskName) ? "payment of a check" : "order", ref.id(), taskName, position.step(),
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
			.query((row, _) -> new Saga(row.getString("id"), row.getString("task_name"),
					row.getObject("order_id", Long.class), row.getObject("check_id", Long.class), SagaState.RUNNING,
					row.getString("step"), row.getString("failure"), 0, now, null))
			.optional();
	}

	/**
	 * Returns up to {@code limit} of a tenant's sagas, the longest waiting first.
	 * @param states sagas in any of these states
	 */
	List<Saga> list(long tenantId, List<SagaState> states, int limit) {
		return select(LIST, tenantId).param("states", states.stream().map(WireNames::of).toArray(String[]::new))
			.param("limit", limit)
			.query((row, _) -> saga(row))
			.list();
	}

	/** Finds a tenant's saga, empty if there is none with that id. */
	Optional<Saga> find(long tenantId, String id) {
		return select(FIND, tenantId).param("id", id).query((row, _) -> saga(row)).optional();
	}

	/** Counts the sagas that have failed, of all tenants. */
	HeldUp heldUp() {
		return this.jdbc.sql(COUNT).query((row, _) -> new HeldUp(row.getLong(1), row.getLong(2))).single();
	}

	/** Numbers of parked sagas and of those that wait for a retry. */
	record HeldUp(long parked, long waiting) {
	}

	private JdbcClient.StatementSpec select(String statement, long tenantId) {
		return this.jdbc.sql(statement)
			.param("tenantId", tenantId)
			.param("prefix", tenantId + "/")
			.param("tasks", SagaTasks.NAMES.toArray(String[]::new))
			.param("checkTasks", SagaTasks.NAMES_OF_CHECKS.toArray(String[]::new));
	}

	private static Saga saga(ResultSet row) throws SQLException {
		return new Saga(row.getString("id"), row.getString("task_name"), row.getObject("order_id", Long.class),
				row.getObject("check_id", Long.class), WireNames.parse(SagaState.class, row.getString("state")),
				row.getString("step"), row.getString("failure"), row.getInt("attempts"),
				instant(row, "next_attempt_at"), instant(row, "parked_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		var time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
