package com.auraconnect.orders.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Assigns gapless sequence numbers to committed events and records what was published.
 * Uses the connection that also holds the locks of {@link PartitionLeases}: losing the
 * connection ends the right to assign numbers, so no statement of a former owner can
 * arrive late.
 */
class FeedSequencer {

	/**
	 * Maximum number of events of one feed in a batch of unpublished events. Bounded so
	 * that a feed that Redis refuses does not hold up the others.
	 */
	static final int MOST_OF_ONE_FEED = 100;

	/**
	 * Assigns the next sequence numbers to new events, in the order of their ids. That is
	 * also the order of each order's versions: a change is written after the change that
	 * it builds on has been committed, so its event has the higher id. A transaction with
	 * a lower id that commits late belongs to another order. Its events are numbered when
	 * they become visible.
	 */
	private static final String NUMBER_NEW_EVENTS = """
			WITH arrived AS (
			    SELECT id, tenant_id, location_id
			    FROM outbox_events
			    WHERE sequence IS NULL AND feed_partition(tenant_id, location_id, ?) = ANY (?)
			    ORDER BY id
			    LIMIT ?
			), placed AS (
			    SELECT id, tenant_id, location_id,
			           row_number() OVER (PARTITION BY tenant_id, location_id ORDER BY id) AS place,
			           count(*) OVER (PARTITION BY tenant_id, location_id) AS arrivals
			    FROM arrived
			), feed AS (
			    INSERT INTO event_feeds AS f (tenant_id, location_id, last_sequence)
			    SELECT tenant_id, location_id, max(place)
			    FROM placed
			    GROUP BY tenant_id, location_id
			    ON CONFLICT (tenant_id, location_id)
			        DO UPDATE SET last_sequence = f.last_sequence + excluded.last_sequence
			    RETURNING tenant_id, location_id, last_sequence
			), numbered AS (
			    UPDATE outbox_events e
			    SET sequence = feed.last_sequence - placed.arrivals + placed.place
			    FROM placed
			    JOIN feed USING (tenant_id, location_id)
			    WHERE e.id = placed.id AND e.tenant_id = placed.tenant_id
			    RETURNING e.event_id, e.event_type, e.occurred_at, e.tenant_id, e.location_id, e.sequence,
			              e.order_version, e.data, e.order_id
			)
			SELECT event_id, event_type, occurred_at, tenant_id, location_id, sequence, order_version, data::text, order_id
			FROM numbered
			ORDER BY tenant_id, location_id, sequence
			""";

	/**
	 * Selects the first event of each feed before the second of any. They are chosen by
	 * sequence alone, so that no more event rows are read than are returned. OFFSET 0
	 * keeps the planner from flattening the last subquery, so it reads one event after
	 * the other, whatever it estimates.
	 */
	private static final String UNPUBLISHED = """
			SELECT event.*
			FROM (
			    SELECT f.tenant_id, f.location_id, waiting.sequence, waiting.sequence - f.published_sequence AS place
			    FROM event_feeds f
			    CROSS JOIN LATERAL (
			        SELECT e.sequence
			        FROM outbox_events e
			        WHERE e.tenant_id = f.tenant_id AND e.location_id = f.location_id AND e.sequence > f.published_sequence
			        ORDER BY e.sequence
			        LIMIT ?
			    ) waiting
			    WHERE f.published_sequence < f.last_sequence
			      AND feed_partition(f.tenant_id, f.location_id, ?) = ANY (?)
			    ORDER BY place, f.tenant_id, f.location_id
			    LIMIT ?
			) next
			CROSS JOIN LATERAL (
			    SELECT e.event_id, e.event_type, e.occurred_at, e.tenant_id, e.location_id, e.sequence, e.order_version,
			           e.data::text, e.order_id
			    FROM outbox_events e
			    WHERE e.tenant_id = next.tenant_id AND e.location_id = next.location_id AND e.sequence = next.sequence
			    OFFSET 0
			) event
			ORDER BY next.place, next.tenant_id, next.location_id
			""";

	private static final String MARK_PUBLISHED = """
			UPDATE event_feeds f
			SET published_sequence = published.sequence
			FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS published (tenant_id, location_id, sequence)
			WHERE f.tenant_id = published.tenant_id AND f.location_id = published.location_id
			  AND f.published_sequence < published.sequence
			""";

	private static final String PUBLISHED = """
			SELECT tenant_id, location_id, published_sequence
			FROM event_feeds
			WHERE published_sequence > 0 AND feed_partition(tenant_id, location_id, ?) = ANY (?)
			""";

	private static final String UNMARK_PUBLISHED = """
			UPDATE event_feeds f
			SET published_sequence = lost.sequence
			FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS lost (tenant_id, location_id, sequence)
			WHERE f.tenant_id = lost.tenant_id AND f.location_id = lost.location_id
			  AND f.published_sequence > lost.sequence
			""";

	private final JdbcTemplate jdbc;

	private final int partitions;

	/**
	 * Creates a sequencer on the relay's connection.
	 * @param connection in auto-commit mode: each statement is its own transaction
	 * @param partitions number of partitions of the feeds
	 */
	FeedSequencer(Connection connection, int partitions) {
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		this.partitions = partitions;
	}

	/**
	 * Assigns numbers to up to {@code limit} new events of these partitions and returns
	 * them, in order within each feed.
	 */
	List<FeedEvent> numberNewEvents(Set<Integer> owned, int limit) {
		return this.jdbc.query(NUMBER_NEW_EVENTS, (row, _) -> event(row), this.partitions, array(owned), limit);
	}

	/**
	 * Returns up to {@code limit} events of these partitions that Redis may not have yet,
	 * in order within each feed. Fewer than {@link #MOST_OF_ONE_FEED} events are all that
	 * there are.
	 */
	List<FeedEvent> unpublished(Set<Integer> owned, int limit) {
		return this.jdbc.query(UNPUBLISHED, (row, _) -> event(row), MOST_OF_ONE_FEED, this.partitions, array(owned),
				limit);
	}

	/** Counts the feeds of all partitions. */
	long count() {
		return this.jdbc.queryForObject("SELECT count(*) FROM event_feeds", Long.class);
	}

	private static FeedEvent event(ResultSet row) throws SQLException {
		return new FeedEvent(row.getObject("event_id", UUID.class), row.getString("event_type"),
				row.getObject("occurred_at", OffsetDateTime.class).toInstant(), row.getLong("tenant_id"),
				row.getLong("location_id"), row.getLong("sequence"), row.getObject("order_version", Integer.class),
				row.getString("data"), row.getObject("order_id", Long.class));
	}

	private static Integer[] array(Set<Integer> owned) {
		return owned.toArray(Integer[]::new);
	}

	/** Returns the sequence of the last published event of each feed that has any. */
	Map<Feed, Long> published(Set<Integer> owned) {
		Map<Feed, Long> published = new HashMap<>();
		this.jdbc.query(PUBLISHED, (row) -> {
			published.put(new Feed(row.getLong(1), row.getLong(2)), row.getLong(3));
		}, this.partitions, array(owned));
		return published;
	}

	/**
	 * Records that Redis has these events and all before them.
	 * @param lastOfFeed sequence of the last published event, by feed
	 */
	void markPublished(Map<Feed, Long> lastOfFeed) {
		update(MARK_PUBLISHED, lastOfFeed);
	}

	/**
	 * Records that Redis has no event after these.
	 * @param lastOfFeed sequence of the last event that Redis has, by feed
	 */
	void unmarkPublished(Map<Feed, Long> lastOfFeed) {
		update(UNMARK_PUBLISHED, lastOfFeed);
	}

	private void update(String statement, Map<Feed, Long> sequences) {
		if (sequences.isEmpty()) {
			return;
		}
		var feeds = sequences.keySet();
		this.jdbc.update(statement, feeds.stream().map(Feed::tenantId).toArray(Long[]::new),
				feeds.stream().map(Feed::locationId).toArray(Long[]::new), sequences.values().toArray(Long[]::new));
	}

}
