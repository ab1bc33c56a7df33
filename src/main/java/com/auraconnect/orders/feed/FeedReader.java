package com.auraconnect.orders.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.outbox.Feed;

/**
 * Reads pages of feeds from the database, for subscribers that catch up. Deleted events
 * are not returned.
 */
@Component
public class FeedReader {

	private static final String ENVELOPE = """
			SELECT e.event_id, e.event_type, rfc3339(e.occurred_at) AS timestamp, e.tenant_id, e.location_id, e.sequence""";

	/**
	 * SQL expression for the message of an event {@code e}. An event that is not about an
	 * order has no {@code order_version}.
	 */
	public static final String MESSAGE = """
			CASE
			    WHEN e.order_version IS NULL
			        THEN (SELECT row_to_json(message)::text FROM (%1$s, e.data) message)
			    ELSE (SELECT row_to_json(message)::text FROM (%1$s, e.order_version, e.data) message)
			END""".formatted(ENVELOPE);

	private static final String AFTER = """
			SELECT coalesce(f.last_sequence, 0) AS last_sequence,
			       coalesce(kept.oldest, f.last_sequence + 1, 1) AS oldest_sequence,
			       page.sequence,
			       page.event_type,
			       page.message
			FROM locations l
			LEFT JOIN event_feeds f ON f.tenant_id = l.tenant_id AND f.location_id = l.id
			CROSS JOIN LATERAL (
			    SELECT min(e.sequence) AS oldest
			    FROM outbox_events e
			    WHERE e.tenant_id = l.tenant_id AND e.location_id = l.id AND e.sequence IS NOT NULL
			) kept
			LEFT JOIN LATERAL (
			    SELECT counted.sequence, counted.event_type, counted.message
			    FROM (
			        SELECT written.*,
			               row_number() OVER so_far AS place,
			               sum(octet_length(written.message)) OVER so_far AS bytes
			        FROM (
			            SELECT e.sequence, e.event_type, %s AS message
			            FROM outbox_events e
			            WHERE e.tenant_id = l.tenant_id AND e.location_id = l.id AND e.sequence > :after
			            ORDER BY e.sequence
			            LIMIT :limit
			        ) written
			        WINDOW so_far AS (ORDER BY written.sequence ROWS UNBOUNDED PRECEDING)
			    ) counted
			    WHERE counted.place = 1 OR counted.bytes <= :bytes
			) page ON TRUE
			WHERE l.tenant_id = :tenantId AND l.id = :locationId
			ORDER BY page.sequence
			""".formatted(MESSAGE);

	private final JdbcClient jdbc;

	FeedReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads up to {@code limit} events after that sequence. Empty if the tenant has no
	 * such location.
	 * @param size maximum total size of the messages; the first one is returned whatever
	 * its size
	 */
	public Optional<FeedPage> after(long tenantId, long locationId, long after, int limit, DataSize size) {
		return this.jdbc.sql(AFTER)
			.param("tenantId", tenantId)
			.param("locationId", locationId)
			.param("after", after)
			.param("limit", limit)
			.param("bytes", size.toBytes())
			.query(FeedReader::page);
	}

	FeedPage after(Feed feed, long after, int limit, DataSize size) {
		return after(feed.tenantId(), feed.locationId(), after, limit, size).orElse(FeedPage.NONE);
	}

	private static Optional<FeedPage> page(ResultSet rows) throws SQLException {
		if (!rows.next()) {
			return Optional.empty();
		}
		var oldest = rows.getLong("oldest_sequence");
		var last = rows.getLong("last_sequence");
		var messages = new ArrayList<FeedMessage>();
		do {
			var message = rows.getString("message");
			if (message != null) {
				messages.add(new FeedMessage(rows.getLong("sequence"), rows.getString("event_type"), message));
			}
		}
		while (rows.next());
		return Optional.of(new FeedPage(messages, oldest, last));
	}

}
