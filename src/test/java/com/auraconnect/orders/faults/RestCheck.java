package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing is left behind: no task, no parked saga, no transaction, no lock. */
final class RestCheck implements Check {

	/** Time between two looks at the sessions: those of a service at work are short. */
	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

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
			WHERE usename = 'orders' AND state LIKE 'idle in transaction%'
			""";

	private static final String WAITING = """
			SELECT 'session ' || pid || ' waits for a lock since ' || query_start || ': ' || query
			FROM pg_stat_activity
			WHERE usename = 'orders' AND wait_event_type = 'Lock'
			""";

	@Override
	public List<Finding> findings(Evidence evidence) {
		JdbcClient database = evidence.site().environment().database();
		return Stream.concat(all(database, TASKS, PARKED).stream(), stuckSessions(database).stream())
			.map(Finding::leftBehind)
			.toList();
	}

	/** The sessions that are in the same transaction, or wait, in both looks. */
	private static List<String> stuckSessions(JdbcClient database) {
		var first = all(database, TRANSACTIONS, WAITING);
		try {
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.atMost(BETWEEN_LOOKS)
				.until(() -> Collections.disjoint(first, all(database, TRANSACTIONS, WAITING)));
			return List.of();
		}
		catch (ConditionTimeoutException ex) {
			var second = all(database, TRANSACTIONS, WAITING);
			return first.stream().filter(second::contains).toList();
		}
	}

	private static List<String> all(JdbcClient database, String... queries) {
		return Stream.of(queries).flatMap((sql) -> database.sql(sql).query(String.class).list().stream()).toList();
	}

}
