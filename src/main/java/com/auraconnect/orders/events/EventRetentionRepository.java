package com.auraconnect.orders.events;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.tenancy.Tenancy;

/** The events in the database that have grown old. */
@Component
class EventRetentionRepository {

	private static final String FEEDS = """
			SELECT tenant_id, location_id
			FROM event_feeds
			ORDER BY tenant_id, location_id
			""";

	/**
	 * Takes from the front of a feed, up to the first event that is not old or not
	 * published yet: what is left has no gap. Where they end is one value, looked for
	 * once: joined with the events it would be looked for again for each of them, when
	 * the planner takes the feed for an empty one. Nobody else writes to a numbered
	 * event, so nobody waits for this.
	 */
	static final String PURGE = """
			WITH oldest AS (
			    SELECT e.sequence, e.occurred_at
			    FROM event_feeds f
			    JOIN outbox_events e ON e.tenant_id = f.tenant_id AND e.location_id = f.location_id
			        AND e.sequence <= f.published_sequence
			    WHERE f.tenant_id = :tenantId AND f.location_id = :locationId
			    ORDER BY e.sequence
			    LIMIT :limit
			), checked AS (
			    SELECT sequence, bool_and(occurred_at < :before) OVER (ORDER BY sequence) AS is_old
			    FROM oldest
			)
			DELETE FROM outbox_events e
			WHERE e.tenant_id = :tenantId AND e.location_id = :locationId
			  AND e.sequence <= (SELECT max(sequence) FROM checked WHERE is_old)
			""";

	private static final String OLDEST = """
			SELECT coalesce((SELECT min(e.sequence)
			                 FROM outbox_events e
			                 WHERE e.tenant_id = f.tenant_id AND e.location_id = f.location_id
			                   AND e.sequence IS NOT NULL), f.last_sequence + 1)
			FROM event_feeds f
			WHERE f.tenant_id = :tenantId AND f.location_id = :locationId
			""";

	private final JdbcClient jdbc;

	EventRetentionRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Feed> feeds() {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(FEEDS).query((row, _) -> new Feed(row.getLong(1), row.getLong(2))).list());
	}

	/** The time by the database's clock. */
	Instant now() {
		return this.jdbc.sql("SELECT now()").query(OffsetDateTime.class).single().toInstant();
	}

	/** Removes up to {@code limit} older events of a feed, and says how many it were. */
	int purge(Feed feed, Instant before, int limit) {
		return bind(PURGE, feed).param("before", before.atOffset(ZoneOffset.UTC)).param("limit", limit).update();
	}

	/** The number of the first event that is still there, or will be the next. */
	long oldest(Feed feed) {
		return bind(OLDEST, feed).query(Long.class).single();
	}

	private JdbcClient.StatementSpec bind(String sql, Feed feed) {
		return this.jdbc.sql(sql).param("tenantId", feed.tenantId()).param("locationId", feed.locationId());
	}

}
