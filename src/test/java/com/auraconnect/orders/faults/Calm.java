package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Map;

import com.auraconnect.orders.testing.FeedWatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state in which all work is done that the load has caused. */
final class Calm {

	private static final Logger log = LoggerFactory.getLogger(Calm.class);

	/** Longer than the retries of a saga after the last fault. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String TASKS = "SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring'";

	private static final String EVENTS = """
			SELECT count(*) FROM outbox_events WHERE sequence IS NULL
			""";

	private static final String FEED = """
			SELECT count(*) FROM outbox_events WHERE tenant_id = ? AND location_id = ?
			""";

	private Calm() {
	}

	/** Waits for it, within limits: the checks tell what is not done by then. */
	static void await(Site site, Map<FeedId, FeedWatch> watches) {
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(200))
				.ignoreExceptions()
				.until(() -> isReached(site, watches));
		}
		catch (ConditionTimeoutException ex) {
			log.warn("Not all work is done {} after the load", PATIENCE);
		}
	}

	private static boolean isReached(Site site, Map<FeedId, FeedWatch> watches) {
		var database = site.environment().database();
		return database.sql(TASKS).query(Long.class).single() == 0
				&& database.sql(EVENTS).query(Long.class).single() == 0
				&& watches.entrySet().stream().allMatch((watch) -> isComplete(site, watch.getKey(), watch.getValue()));
	}

	private static boolean isComplete(Site site, FeedId feed, FeedWatch watch) {
		long events = site.environment()
			.database()
			.sql(FEED)
			.params(feed.tenantId(), feed.locationId())
			.query(Long.class)
			.single();
		for (var way : FeedWatch.Way.values()) {
			if (watch.last(way) < events) {
				return false;
			}
		}
		return true;
	}

}
