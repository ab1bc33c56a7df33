package com.auraconnect.orders.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.outbox.Feed;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/** Finds and deletes old events in the database. */
@Component
class EventRetentionRepository {

	private static final String FEEDS = """
			SELECT tenant_id, location_id
			FROM event_feeds
			ORDER BY tenant_id, location_id
			""";

	/**
	 * Deletes a prefix of a feed, up to the first event that is not old or not published
	 * yet: the rest has no gap. The end of the prefix is a scalar subquery, evaluated
	 * once. In a join it would be evaluated again for each event whenever the planner
	 * takes the feed for an empty one. No other statement writes numbered events, so no
	 * transaction waits for this one.
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

	/** Returns the time of the database's clock. */
	Instant now() {
		return this.jdbc.sql("SELECT now()").query(OffsetDateTime.class).single().toInstant();
	}

	/** Deletes up to {@code limit} older events of a feed and returns their count. */
	int purge(Feed feed, Instant before, int limit) {
		return bind(PURGE, feed).param("before", before.atOffset(ZoneOffset.UTC)).param("limit", limit).update();
	}

	/**
	 * Returns the sequence of the oldest event that is kept, or of the next event if none
	 * is.
	 */
	long oldest(Feed feed) {
		return bind(OLDEST, feed).query(Long.class).single();
	}

	private JdbcClient.StatementSpec bind(String sql, Feed feed) {
		return this.jdbc.sql(sql).param("tenantId", feed.tenantId()).param("locationId", feed.locationId());
	}

}
