package com.auraconnect.orders.delivery;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.feed.FeedReader;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/** Reads and moves the feed cursors of consumers, and reads events after them. */
@Component
class FeedCursors {

	private static final String BEHIND = """
			SELECT f.tenant_id, f.location_id, coalesce(c.sequence, 0) AS sequence
			FROM event_feeds f
			LEFT JOIN feed_cursors c
			    ON c.consumer = :consumer AND c.tenant_id = f.tenant_id AND c.location_id = f.location_id
			WHERE f.last_sequence > coalesce(c.sequence, 0)
			ORDER BY f.tenant_id, f.location_id
			""";

	private static final String WAITING = """
			SELECT coalesce(sum(f.last_sequence - coalesce(c.sequence, 0)), 0)
			FROM event_feeds f
			LEFT JOIN feed_cursors c
			    ON c.consumer = :consumer AND c.tenant_id = f.tenant_id AND c.location_id = f.location_id
			""";

	private static final String NEXT = """
			SELECT e.*, %s AS message
			FROM unnest(:locations::bigint[], :sequences::bigint[]) AS c (location_id, sequence)
			CROSS JOIN LATERAL (
			    SELECT e.event_id, e.tenant_id, e.location_id, e.order_id, e.sequence, e.event_type, e.occurred_at,
			           e.order_version, e.data,
			           CASE WHEN e.event_type = 'order.status_changed' THEN e.data ->> 'new_status' END AS new_status
			    FROM outbox_events e
			    WHERE e.tenant_id = :tenantId AND e.location_id = c.location_id AND e.sequence > c.sequence
			    ORDER BY e.sequence
			    LIMIT :limit
			) e
			ORDER BY e.location_id, e.sequence
			""".formatted(FeedReader.MESSAGE);

	private static final String MOVE = """
			INSERT INTO feed_cursors AS c (consumer, tenant_id, location_id, sequence)
			SELECT :consumer, :tenantId, reached.*
			FROM unnest(:locations::bigint[], :sequences::bigint[]) AS reached
			ON CONFLICT (consumer, tenant_id, location_id)
			    DO UPDATE SET sequence = greatest(c.sequence, excluded.sequence)
			""";

	private final JdbcClient jdbc;

	FeedCursors(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Returns the cursors of feeds with events that the consumer has not received. */
	List<FeedCursor> behind(String consumer) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(BEHIND)
				.param("consumer", consumer)
				.query((row, _) -> new FeedCursor(consumer, row.getLong("tenant_id"), row.getLong("location_id"),
						row.getLong("sequence")))
				.list());
	}

	/** Counts the events that the consumer has not received. */
	long waiting(String consumer) {
		return this.jdbc.sql(WAITING).param("consumer", consumer).query(Long.class).single();
	}

	/**
	 * Reads up to {@code limit} events after each cursor, in feed order, grouped by
	 * location.
	 * @param cursors of one tenant, not empty
	 */
	Map<Long, List<NumberedEvent>> next(List<FeedCursor> cursors, int limit) {
		return statement(NEXT, cursors).param("limit", limit)
			.query((row, _) -> new NumberedEvent(row.getString("event_id"), row.getLong("tenant_id"),
					row.getLong("location_id"), row.getObject("order_id", Long.class),
					row.getObject("order_version", Integer.class), row.getLong("sequence"), row.getString("new_status"),
					row.getString("message")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(NumberedEvent::locationId));
	}

	/**
	 * Saves the cursors. A cursor never moves back, even if another replica reads
	 * concurrently.
	 * @param cursors of one consumer and tenant, each feed once, not empty
	 */
	void move(List<FeedCursor> cursors) {
		statement(MOVE, cursors).param("consumer", cursors.getFirst().consumer()).update();
	}

	private StatementSpec statement(String sql, List<FeedCursor> cursors) {
		return this.jdbc.sql(sql)
			.param("tenantId", cursors.getFirst().tenantId())
			.param("locations", cursors.stream().map(FeedCursor::locationId).toArray(Long[]::new))
			.param("sequences", cursors.stream().map(FeedCursor::sequence).toArray(Long[]::new));
	}

}
