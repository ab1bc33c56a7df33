package com.auraconnect.orders.kitchen;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.platform.database.ConsistentReads;

/**
 * Reads the queue of a kitchen in one statement, however many orders and lines it has.
 * <p>
 * One statement sees one snapshot of the database. {@code sequence} is the sequence of
 * the location's newest event in that snapshot: all events up to it are reflected in the
 * orders. A change that is committed but not sequenced yet may be reflected already, and
 * its event comes after {@code sequence} nevertheless; clients compare the order's
 * version.
 */
@Component
public class KitchenQueue {

	/** Columns of an order that a ticket needs. */
	private static final String COLUMNS = """
			o.id, o.order_number, o.version, o.kitchen_version, o.order_type, o.status, o.table_number,
			o.guest_count, o.guest, o.notes, o.scheduled_for, o.fire_at, o.fired_at, o.estimated_ready_time, o.created_at""";

	private static final String QUEUE = """
			SELECT answer.*, coalesce((SELECT f.last_sequence
			                           FROM event_feeds f
			                           WHERE f.tenant_id = l.tenant_id AND f.location_id = l.id), 0) AS sequence
			FROM locations l
			CROSS JOIN LATERAL (
			    SELECT coalesce(json_agg(ticket.document::json ORDER BY ticket.place) FILTER (WHERE ticket.is_shown),
			                    '[]')::text AS orders,
			           coalesce(NOT bool_and(ticket.is_shown), FALSE) AS has_more,
			           (array_agg(ticket.waiting ORDER BY ticket.place))[count(*) FILTER (WHERE ticket.is_shown)]
			               AS last_waiting,
			           (array_agg(ticket.queued_at ORDER BY ticket.place))[count(*) FILTER (WHERE ticket.is_shown)]
			               AS last_queued_at,
			           (array_agg(ticket.id ORDER BY ticket.place))[count(*) FILTER (WHERE ticket.is_shown)]
			               AS last_id
			    FROM (
			      SELECT counted.place,
			             counted.waiting,
			             counted.queued_at,
			             counted.id,
			             counted.document,
			             counted.place <= :limit AND (counted.place = 1 OR counted.bytes <= :bytes) AS is_shown
			      FROM (
			       SELECT written.*,
			              row_number() OVER so_far AS place,
			              sum(octet_length(written.document)) OVER so_far AS bytes
			       FROM (
			        SELECT o.waiting, o.queued_at, o.id, row_to_json(document)::text AS document
			        FROM (
			%s        ) o
			        CROSS JOIN LATERAL (
			            SELECT coalesce(json_agg(row_to_json(display)), '[]') AS displays,
			                   coalesce(max(display.version) >= o.kitchen_version, FALSE) AS is_shown
			            FROM (SELECT a.display_id, a.version, rfc3339(a.acknowledged_at) AS acknowledged_at
			                  FROM kitchen_acknowledgements a
			                  WHERE a.order_id = o.id AND a.tenant_id = :tenantId
			                  ORDER BY a.acknowledged_at, a.display_id) display
			        ) shown
			        CROSS JOIN LATERAL (
			            SELECT o.id,
			                   o.order_number,
			                   o.version,
			                   o.order_type,
			                   o.status,
			                   o.table_number,
			                   o.guest_count,
			                   o.notes,
			                   CASE WHEN o.guest ->> 'name' IS NOT NULL
			                        THEN json_build_object('name', o.guest ->> 'name') END AS guest,
			                   rfc3339(o.scheduled_for) AS scheduled_for,
			                   rfc3339(o.fire_at) AS fire_at,
			                   rfc3339(o.fired_at) AS fired_at,
			                   rfc3339(o.estimated_ready_time) AS estimated_ready_time,
			                   rfc3339(o.created_at) AS created_at,
			                   greatest(0, floor(extract(EPOCH FROM CAST(:now AS timestamptz)
			                                                        - coalesce(o.fired_at, o.created_at))))
			                       AS age_seconds,
			                   shown.is_shown AS acknowledged,
			                   shown.displays AS acknowledged_by,
			                   (SELECT coalesce(json_agg(row_to_json(item)), '[]')
			                    FROM (SELECT i.id,
			                                 i.menu_item_id,
			                                 i.name,
			                                 i.quantity,
			                                 i.modifiers,
			                                 i.special_instructions,
			                                 i.station,
			                                 i.course,
			                                 i.status
			                          FROM order_items i
			                          WHERE i.order_id = o.id AND i.tenant_id = :tenantId AND i.status <> 'voided'
			%s                          ORDER BY i.line_number, i.id) item) AS items
			        ) document
			        OFFSET 0) written
			       WINDOW so_far AS (ORDER BY written.waiting, written.queued_at, written.id ROWS UNBOUNDED PRECEDING)
			      ) counted
			    ) ticket
			) answer
			WHERE l.tenant_id = :tenantId AND l.id = :locationId
			""";

	/**
	 * Whether the location has a station: its settings name it, a line of one of its
	 * newest orders or the last answer of the menu service. If no station is known at
	 * all, any is accepted.
	 */
	private static final String IS_KNOWN = """
			SELECT coalesce(bool_or(named.station = :station), TRUE)
			FROM (
			    SELECT json_array_elements_text(l.stations) AS station
			    FROM locations l
			    WHERE l.tenant_id = :tenantId AND l.id = :locationId
			    UNION ALL
			    SELECT a.item ->> 'station' AS station
			    FROM menu_answers a
			    WHERE a.tenant_id = :tenantId AND a.location_id = :locationId
			    UNION ALL
			    SELECT i.station
			    FROM (SELECT o.id, o.tenant_id
			          FROM orders o
			          WHERE o.tenant_id = :tenantId AND o.location_id = :locationId
			          ORDER BY o.created_at DESC, o.id DESC
			          LIMIT :newest) o
			    JOIN order_items i ON i.order_id = o.id AND i.tenant_id = o.tenant_id
			) named
			WHERE named.station IS NOT NULL
			""";

	/** Several days of a busy location; a few milliseconds to read along an index. */
	private static final int NEWEST_ORDERS = 1000;

	private final ConsistentReads reads;

	private final AnswerSettings answers;

	private final Clock clock;

	KitchenQueue(ConsistentReads reads, AnswerSettings answers, Clock clock) {
		this.reads = reads;
		this.answers = answers;
		this.clock = clock;
	}

	/**
	 * Reads a page of the queue; empty if the tenant has no such location.
	 * @param after the position after which it begins, null for the first page
	 * @param limit maximum number of orders
	 */
	public Optional<QueuePage> read(KitchenFilter list, @Nullable QueuePosition after, int limit) {
		return this.reads.run((database) -> database.sql(sql(list))
			.params(params(list, after, limit))
			.query((row, _) -> page(row, limit))
			.optional());
	}

	private static QueuePage page(ResultSet row, int limit) throws SQLException {
		var next = row.getBoolean("has_more")
				? new QueuePosition(row.getBoolean("last_waiting"),
						row.getObject("last_queued_at", OffsetDateTime.class).toInstant(), row.getLong("last_id"))
				: null;
		return new QueuePage(row.getBytes("orders"), row.getLong("sequence"), limit, next);
	}

	/** Whether the location has the station of the list. */
	public boolean isStationKnown(KitchenFilter list) {
		return list.station() == null || this.reads.run((database) -> database.sql(IS_KNOWN)
			.param("tenantId", list.tenantId())
			.param("locationId", list.locationId())
			.param("station", list.station())
			.param("newest", NEWEST_ORDERS)
			.query(Boolean.class)
			.single());
	}

	/**
	 * The text depends on the kind of the list only, so the driver keeps the statement.
	 */
	static String sql(KitchenFilter list) {
		return QUEUE.formatted(KitchenSql.queued(list, COLUMNS),
				(list.station() != null) ? "                            AND i.station = :station\n" : "");
	}

	Map<String, Object> params(KitchenFilter list, @Nullable QueuePosition after, int limit) {
		var params = KitchenSql.params(list, after, limit);
		params.put("bytes", this.answers.queue().toBytes());
		params.put("now", this.clock.instant().atOffset(ZoneOffset.UTC));
		return params;
	}

}
