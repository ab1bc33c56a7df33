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
 * The tasks of sagas in db-scheduler's table, for those who store them with what they
 * follow from, and run them past the scheduler. A task that the scheduler has picked
 * meanwhile is the scheduler's and is left alone.
 */
@Component
class SagaTaskRepository {

	private static final String ADD = """
			INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
			VALUES (?, ?, ?, FALSE, 1)
			""";

	private static final String STRIKE_OFF = """
			DELETE FROM scheduled_tasks
			WHERE task_name = ? AND task_instance = ? AND NOT picked
			""";

	private static final String NOTE_FAILURE = """
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

	/** The saga is to be run from then on. */
	void add(String taskName, OrderRef ref, Instant dueAt, SqlBatch writes) {
		writes.add(ADD, taskName, ref.toString(), dueAt.atOffset(ZoneOffset.UTC));
	}

	/** The saga is done. */
	void delete(String taskName, OrderRef ref) {
		this.jdbc.sql(STRIKE_OFF).params(taskName, ref.toString()).update();
	}

	/**
	 * The saga is done with what else is written.
	 * @param deleted called when it is written
	 */
	void delete(String taskName, OrderRef ref, Runnable deleted, SqlBatch writes) {
		writes.add(STRIKE_OFF, (_) -> deleted.run(), new Object[] { taskName, ref.toString() });
	}

	/** The saga has failed for the first time; the scheduler is to go on with it. */
	void noteFailure(String taskName, OrderRef ref, SagaPosition position) {
		var now = this.clock.instant();
		this.jdbc.sql(NOTE_FAILURE)
			.param("taskName", taskName)
			.param("taskInstance", ref.toString())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("next", now.plus(this.backoff.pause(0)).atOffset(ZoneOffset.UTC))
			.param("position", this.serializer.serialize(position))
			.update();
	}

}
