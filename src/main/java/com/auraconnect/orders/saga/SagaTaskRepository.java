package com.auraconnect.orders.saga;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.SqlBatch;

/**
 * Reads and writes saga tasks in db-scheduler's table directly, for callers that store a
 * task with the change that starts it and run it outside the scheduler. A task that the
 * scheduler has picked meanwhile is left alone.
 */
@Component
class SagaTaskRepository {

	private static final String ADD = """
			INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
			VALUES (?, ?, ?, FALSE, 1)
			""";

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
	void add(String taskName, OrderRef ref, Instant dueAt, SqlBatch writes) {
		writes.add(ADD, taskName, ref.toString(), dueAt.atOffset(ZoneOffset.UTC));
	}

	/** Deletes the task of a finished saga. */
	void delete(String taskName, OrderRef ref) {
		this.jdbc.sql(DELETE).params(taskName, ref.toString()).update();
	}

	/**
	 * Deletes the task of a saga that the batch finishes.
	 * @param deleted called when the task was deleted
	 */
	void delete(String taskName, OrderRef ref, Runnable deleted, SqlBatch writes) {
		writes.add(DELETE, (_) -> deleted.run(), new Object[] { taskName, ref.toString() });
	}

	/** Records the first failure of a saga and leaves the retry to the scheduler. */
	void recordFailure(String taskName, OrderRef ref, SagaPosition position) {
		var now = this.clock.instant();
		this.jdbc.sql(RECORD_FAILURE)
			.param("taskName", taskName)
			.param("taskInstance", ref.toString())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("next", now.plus(this.backoff.pause(0)).atOffset(ZoneOffset.UTC))
			.param("position", this.serializer.serialize(position))
			.update();
	}

}
