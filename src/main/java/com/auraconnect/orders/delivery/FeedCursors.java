package com.auraconnect.orders.delivery;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.auraconnect.orders.tenancy.Tenancy;

/** The feeds, as those see them who read on from where they have come to. */
@Repository
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
			SELECT e.event_id, e.tenant_id, e.order_id, e.sequence,
			       CASE WHEN e.event_type = 'order.status_changed' THEN e.data ->> 'new_status' END AS new_status,
			       row_to_json(message)::text AS message
			FROM outbox_events e
			CROSS JOIN LATERAL (
			    SELECT e.event_id,
			           e.event_type,
			           rfc3339(e.occurred_at) AS timestamp,
			           e.tenant_id,
			           e.location_id,
			           e.sequence,
			           e.order_version,
			           e.data
			) message
			WHERE e.tenant_id = :tenantId AND e.location_id = :locationId AND e.sequence > :sequence
			ORDER BY e.sequence
			LIMIT :limit
			""";

	private static final String MOVE = """
			INSERT INTO feed_cursors AS c (consumer, tenant_id, location_id, sequence)
			VALUES (:consumer, :tenantId, :locationId, :sequence)
			ON CONFLICT (consumer, tenant_id, location_id)
			    DO UPDATE SET sequence = greatest(c.sequence, excluded.sequence)
			""";

	private final JdbcClient jdbc;

	FeedCursors(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Where there is something that the consumer has not had. */
	List<FeedCursor> behind(String consumer) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(BEHIND)
				.param("consumer", consumer)
				.query((row, _) -> new FeedCursor(consumer, row.getLong("tenant_id"), row.getLong("location_id"),
						row.getLong("sequence")))
				.list());
	}

	/** How many events there are that the consumer has not had. */
	long waiting(String consumer) {
		return this.jdbc.sql(WAITING).param("consumer", consumer).query(Long.class).single();
	}

	/** Up to {@code limit} events after the cursor, in their order. */
	List<NumberedEvent> next(FeedCursor cursor, int limit) {
		return this.jdbc.sql(NEXT)
			.param("tenantId", cursor.tenantId())
			.param("locationId", cursor.locationId())
			.param("sequence", cursor.sequence())
			.param("limit", limit)
			.query((row, _) -> new NumberedEvent(row.getString("event_id"), row.getLong("tenant_id"),
					row.getLong("order_id"), row.getLong("sequence"), row.getString("new_status"),
					row.getString("message")))
			.list();
	}

	/** Remembers it; never a step back, whoever else has been reading. */
	void move(FeedCursor cursor) {
		this.jdbc.sql(MOVE)
			.param("consumer", cursor.consumer())
			.param("tenantId", cursor.tenantId())
			.param("locationId", cursor.locationId())
			.param("sequence", cursor.sequence())
			.update();
	}

}
