package com.auraconnect.orders.saga;

import java.util.List;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.stereotype.Service;

/** Lists a tenant's unfinished sagas and requeues parked ones, for the admin API. */
@Service
public class Sagas {

	private final SagaTaskRepository tasks;

	private final Scheduler scheduler;

	Sagas(SagaTaskRepository tasks, Scheduler scheduler) {
		this.tasks = tasks;
		this.scheduler = scheduler;
	}

	/**
	 * Returns up to {@code limit} of a tenant's sagas, the longest waiting first.
	 * @param states sagas in any of these states
	 */
	public List<Saga> list(long tenantId, List<SagaState> states, int limit) {
		return this.tasks.list(tenantId, states, limit);
	}

	/**
	 * Requeues a parked saga with all its attempts. A saga that is not parked is left as
	 * it is.
	 * @return the saga, empty if the tenant has none with that id
	 */
	public Optional<Saga> retry(long tenantId, String id) {
		var requeued = this.tasks.requeue(tenantId, id);
		this.scheduler.triggerCheckForDueExecutions();
		return requeued.or(() -> this.tasks.find(tenantId, id));
	}

}
