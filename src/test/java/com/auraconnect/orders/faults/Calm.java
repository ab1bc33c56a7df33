package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.auraconnect.orders.testing.FeedWatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The state in which all work is done that the load has caused. */
final class Calm {

	/** Longer than the retries of a saga after the last fault, on a slow machine. */
	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private static final String TASKS = """
			SELECT task_name || ' ' || task_instance FROM scheduled_tasks WHERE task_instance <> 'recurring' ORDER BY 1
			""";

	private static final String EVENTS = """
			SELECT count(*) FROM outbox_events WHERE sequence IS NULL
			""";

	private static final String FEED = """
			SELECT count(*) FROM outbox_events WHERE tenant_id = ? AND location_id = ?
			""";

	private final Site site;

	private final Map<FeedId, FeedWatch> watches;

	private Calm(Site site, Map<FeedId, FeedWatch> watches) {
		this.site = site;
		this.watches = watches;
	}

	/** Waits for it, within limits; returns what is not done by then, empty if all is. */
	static Optional<Finding> await(Site site, Map<FeedId, FeedWatch> watches) {
		var calm = new Calm(site, watches);
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(200))
				.ignoreExceptions()
				.until(calm::isReached);
			return Optional.empty();
		}
		catch (ConditionTimeoutException ex) {
			return Optional.of(Finding.leftBehind(
					"%d s after the load there are the tasks %s, %d events without a number and the followers %s"
						.formatted(PATIENCE.toSeconds(), calm.tasks(), calm.unnumbered(), calm.late())));
		}
	}

	private boolean isReached() {
		return tasks().isEmpty() && unnumbered() == 0 && late().isEmpty();
	}

	private List<String> tasks() {
		return this.site.environment().database().sql(TASKS).query(String.class).list();
	}

	private long unnumbered() {
		return this.site.environment().database().sql(EVENTS).query(Long.class).single();
	}

	/** The followers that have not taken all events. */
	private List<String> late() {
		return this.watches.entrySet().stream().flatMap((watch) -> late(watch.getKey(), watch.getValue())).toList();
	}

	private Stream<String> late(FeedId feed, FeedWatch watch) {
		long events = this.site.environment()
			.database()
			.sql(FEED)
			.params(feed.tenantId(), feed.locationId())
			.query(Long.class)
			.single();
		return Arrays.stream(FeedWatch.Way.values())
			.filter((way) -> watch.last(way) < events)
			.map((way) -> "%s of %s at %d of %d".formatted(way, feed, watch.last(way), events));
	}

}
