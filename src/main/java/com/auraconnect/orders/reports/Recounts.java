package com.auraconnect.orders.reports;

import java.time.Clock;
import java.util.List;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/** Recounts report sums from the orders, in the background. */
@Service
public class Recounts {

	private static final Logger log = LoggerFactory.getLogger(Recounts.class);

	/** Looked up lazily: the scheduler needs the recount task first. */
	private final ObjectProvider<Scheduler> scheduler;

	private final LocationIndex locations;

	private final Clock clock;

	Recounts(ObjectProvider<Scheduler> scheduler, LocationIndex locations, Clock clock) {
		this.scheduler = scheduler;
		this.locations = locations;
		this.clock = clock;
	}

	/**
	 * Stores the recount task, which any replica then runs. A repeated request changes
	 * nothing until the task has ended.
	 * @param locationId null for all locations of the tenant
	 * @return the locations to recount; empty if there are none
	 */
	public List<Long> request(long tenantId, @Nullable Long locationId) {
		var recount = new Recount(tenantId, locationId);
		var places = this.locations.of(recount);
		if (!places.isEmpty()) {
			log.info("recount of reports {} requested", recount);
			var scheduled = this.scheduler.getObject();
			scheduled.scheduleIfNotExists(
					ReportTasks.RECOUNT.instance(recount.toString()).scheduledTo(this.clock.instant()));
			scheduled.triggerCheckForDueExecutions();
		}
		return places.stream().map(LocationKey::locationId).toList();
	}

}
