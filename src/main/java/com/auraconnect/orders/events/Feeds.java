package com.auraconnect.orders.events;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The feeds as the relay sees them, over the one connection that also holds the relay's
 * lock: when the connection is lost, so is the right to number events, and no statement
 * of the former owner can come too late.
 */
class Feeds {

	/**
	 * "orders" and "relay"; the two halves of the advisory lock's key mean nothing else
	 * in this database.
	 */
	private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('orders'), hashtext('relay'))";

	/**
	 * Gives new events the next numbers of their feeds, in the order of their ids. That
	 * is the order of each order's versions: a change is written after the change it
	 * builds on has been committed, so its event has the higher id. A transaction with a
	 * lower id that commits late is of another order, and gets its number when it is
	 * seen.
	 */
	private static final String NUMBER_NEW_EVENTS = """
			WITH arrived AS (
			    SELECT id, tenant_id, location_id
			    FROM outbox_events
			    WHERE sequence IS NULL
			    ORDER BY id
			    LIMIT ?
			), placed AS (
			    SELECT id, tenant_id, location_id,
			           row_number() OVER (PARTITION BY tenant_id, location_id ORDER BY id) AS place
			    FROM arrived
			), feed AS (
			    INSERT INTO event_feeds AS f (tenant_id, location_id, last_sequence)
			    SELECT tenant_id, location_id, max(place)
			    FROM placed
			    GROUP BY tenant_id, location_id
			    ON CONFLICT (tenant_id, location_id)
			        DO UPDATE SET last_sequence = f.last_sequence + excluded.last_sequence
			    RETURNING tenant_id, location_id, last_sequence
			)
			UPDATE outbox_events e
			SET sequence = feed.last_sequence - counted.arrivals + placed.place
			FROM placed
			JOIN feed USING (tenant_id, location_id)
			JOIN (SELECT tenant_id, location_id, count(*) AS arrivals
			      FROM placed
			      GROUP BY tenant_id, location_id) counted USING (tenant_id, location_id)
			WHERE e.id = placed.id AND e.tenant_id = placed.tenant_id
			""";

	private static final String UNPUBLISHED = """
			SELECT e.event_id, e.event_type, e.occurred_at, e.tenant_id, e.location_id, e.sequence, e.order_version,
			       e.data::text, e.order_id
			FROM event_feeds f
			JOIN outbox_events e
			    ON e.tenant_id = f.tenant_id AND e.location_id = f.location_id AND e.sequence > f.published_sequence
			WHERE f.published_sequence < f.last_sequence
			ORDER BY e.tenant_id, e.location_id, e.sequence
			LIMIT ?
			""";

	private static final String MARK_PUBLISHED = """
			UPDATE event_feeds
			SET published_sequence = ?
			WHERE tenant_id = ? AND location_id = ? AND published_sequence < ?
			""";

	private final JdbcTemplate jdbc;

	/**
	 * @param connection in auto-commit mode: each statement stands for itself
	 */
	Feeds(Connection connection) {
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	/**
	 * Whether this connection's owner is the relay now; the right lasts as long as the
	 * connection.
	 */
	boolean tryLock() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(TRY_LOCK, Boolean.class));
	}

	/** Numbers up to {@code limit} new events and says how many it were. */
	int numberNewEvents(int limit) {
		return this.jdbc.update(NUMBER_NEW_EVENTS, limit);
	}

	/**
	 * Up to {@code limit} events that Redis may not have yet, feed by feed, each feed in
	 * its order.
	 */
	List<FeedEvent> unpublished(int limit) {
		return this.jdbc.query(UNPUBLISHED, (row, _) -> event(row), limit);
	}

	private static FeedEvent event(ResultSet row) throws SQLException {
		return new FeedEvent(row.getObject("event_id", UUID.class), row.getString("event_type"),
				row.getObject("occurred_at", OffsetDateTime.class).toInstant(), row.getLong("tenant_id"),
				row.getLong("location_id"), row.getLong("sequence"), row.getInt("order_version"), row.getString("data"),
				row.getLong("order_id"));
	}

	/**
	 * Remembers that Redis has these events, and all before them.
	 * @param events each feed in its order
	 */
	void markPublished(List<FeedEvent> events) {
		Map<Feed, Long> lastOfFeed = new LinkedHashMap<>();
		events.forEach((event) -> lastOfFeed.put(event.feed(), event.sequence()));
		var rows = lastOfFeed.entrySet()
			.stream()
			.map((last) -> new Object[] { last.getValue(), last.getKey().tenantId(), last.getKey().locationId(),
					last.getValue() })
			.toList();
		this.jdbc.batchUpdate(MARK_PUBLISHED, rows);
	}

}
