package com.auraconnect.orders.saga;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.WireNames;

/** Lists a tenant's unfinished sagas and requeues parked ones, for the admin API. */
@Service
public class Sagas {

	private static final String SELECT = """
			SELECT *
			FROM (
			    SELECT id, task_name, order_id, 'parked' AS state, step, failure, attempts, NULL::timestamptz AS next_attempt_at,
			           parked_at
			    FROM parked_sagas
			    WHERE tenant_id = :tenantId
			    UNION ALL
			    SELECT task_name || '-' || replace(substr(task_instance, length(:prefix) + 1), '/', '-'),
			           task_name,
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
			""";

	private static final String LIST = SELECT + """
			WHERE state = ANY(:states)
			ORDER BY coalesce(parked_at, next_attempt_at), id
			LIMIT :limit
			""";

	private static final String FIND = SELECT + "WHERE id = :id";

	private final JdbcClient jdbc;

	private final ParkedSagas parked;

	private final Scheduler scheduler;

	Sagas(JdbcClient jdbc, ParkedSagas parked, Scheduler scheduler) {
		this.jdbc = jdbc;
		this.parked = parked;
		this.scheduler = scheduler;
	}

	/**
	 * Returns up to {@code limit} of a tenant's sagas, the longest waiting first.
	 * @param states sagas in any of these states
	 */
	public List<Saga> list(long tenantId, List<SagaState> states, int limit) {
		return select(LIST, tenantId).param("states", states.stream().map(WireNames::of).toArray(String[]::new))
			.param("limit", limit)
			.query((row, _) -> saga(row))
			.list();
	}

	/**
	 * Requeues a parked saga with all its attempts. A saga that is not parked is left as
	 * it is.
	 * @return the saga, empty if the tenant has none with that id
	 */
	public Optional<Saga> retry(long tenantId, String id) {
		var requeued = this.parked.requeue(tenantId, id);
		this.scheduler.triggerCheckForDueExecutions();
		return requeued.or(() -> select(FIND, tenantId).param("id", id).query((row, _) -> saga(row)).optional());
	}

	private JdbcClient.StatementSpec select(String statement, long tenantId) {
		return this.jdbc.sql(statement)
			.param("tenantId", tenantId)
			.param("prefix", tenantId + "/")
			.param("tasks", SagaTasks.NAMES.toArray(String[]::new));
	}

	private static Saga saga(ResultSet row) throws SQLException {
		return new Saga(row.getString("id"), row.getString("task_name"), row.getLong("order_id"),
				WireNames.parse(SagaState.class, row.getString("state")), row.getString("step"),
				row.getString("failure"), row.getInt("attempts"), instant(row, "next_attempt_at"),
				instant(row, "parked_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		var time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
