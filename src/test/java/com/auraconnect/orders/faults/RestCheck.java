package com.auraconnect.orders.faults;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing is left behind: no task, no parked saga, no transaction, no lock. */
final class RestCheck implements Check {

	private static final String TASKS = """
			SELECT 'task ' || task_name || ' ' || task_instance || ', ' || coalesce(consecutive_failures, 0) || ' failures'
			FROM scheduled_tasks
			WHERE task_instance <> 'recurring'
			""";

	private static final String PARKED = """
			SELECT 'saga ' || id || ' is parked at ' || step || ': ' || failure FROM parked_sagas
			""";

	private static final String TRANSACTIONS = """
			SELECT 'session ' || pid || ' is in a transaction since ' || xact_start || ': ' || query
			FROM pg_stat_activity
			WHERE usename = 'orders' AND state LIKE 'idle in transaction%' AND state_change < now() - interval '5 seconds'
			""";

	private static final String WAITING = """
			SELECT 'session ' || pid || ' waits for a lock: ' || query
			FROM pg_stat_activity
			WHERE usename = 'orders' AND wait_event_type = 'Lock' AND state_change < now() - interval '5 seconds'
			""";

	@Override
	public List<Finding> findings(Evidence evidence) {
		JdbcClient database = evidence.site().environment().database();
		return Stream.of(TASKS, PARKED, TRANSACTIONS, WAITING)
			.flatMap((sql) -> database.sql(sql).query(String.class).list().stream())
			.map(Finding::leftBehind)
			.toList();
	}

}
