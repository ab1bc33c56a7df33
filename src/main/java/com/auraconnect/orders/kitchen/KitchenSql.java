package com.auraconnect.orders.kitchen;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.WireNames;

/**
 * SQL for the orders in a kitchen, oldest first: by the time when they were fired if that
 * was at a time of their own, else by the time when they were taken. Orders that wait to
 * be fired come last, in the order of their time.
 */
final class KitchenSql {

	/**
	 * The first {@code :most} orders after a position, merged from lists that are each
	 * read along an index, no further than needed: for each status the orders without a
	 * time of their own (idx_orders_active; the literal list of all its statuses lets the
	 * planner see that the partial index applies), and the orders of other lists. The
	 * position is that of the fired orders in {@code :time} and {@code :id}, that of the
	 * waiting ones in {@code :waitingTime} and {@code :waitingId}.
	 */
	private static final String QUEUED = """
			SELECT o.*
			FROM (
			    SELECT %1$s, FALSE AS waiting, o.created_at AS queued_at
			    FROM unnest(ARRAY[:statuses]::text[]) AS wanted (status)
			    CROSS JOIN LATERAL (
			        SELECT o.*
			        FROM orders o
			        WHERE :fired
			          AND o.tenant_id = :tenantId
			          AND o.location_id = :locationId
			          AND o.status = wanted.status
			          AND o.status IN ('pending', 'confirmed', 'preparing', 'ready')
			          AND (o.created_at, o.id) > (:time, :id)
			          AND o.fire_at IS NULL
			%2$s        ORDER BY o.created_at, o.id
			        LIMIT :most
			    ) o
			%3$s) o
			ORDER BY o.waiting, o.queued_at, o.id
			LIMIT :most
			""";

	private static final String OF_ANOTHER_LIST = """
			    UNION ALL
			    SELECT %s, place.waiting, place.queued_at
			    FROM (
			%s    ) place
			    JOIN orders o ON o.id = place.order_id AND o.tenant_id = place.tenant_id
			""";

	/** Scheduled orders that were fired, and ready ones with a recalled line. */
	private static final String PLACES = """
			        SELECT p.tenant_id, p.order_id, FALSE AS waiting, p.queued_at
			        FROM kitchen_places p
			        WHERE :fired
			          AND p.tenant_id = :tenantId
			          AND p.location_id = :locationId
			          AND (p.is_scheduled AND p.status = ANY (ARRAY[:statuses]::text[]) OR :recalled AND p.is_recalled)
			          AND (p.queued_at, p.order_id) > (:time, :id)
			%s        ORDER BY p.queued_at, p.order_id
			        LIMIT :most
			""";

	private static final String WAITING = """
			        SELECT p.tenant_id, p.order_id, TRUE AS waiting, p.fire_at AS queued_at
			        FROM scheduled_orders p
			        WHERE p.tenant_id = :tenantId
			          AND p.location_id = :locationId
			          AND CASE WHEN p.is_confirmed THEN 'confirmed' ELSE 'pending' END = ANY (ARRAY[:statuses]::text[])
			          AND (p.fire_at, p.order_id) > (:waitingTime, :waitingId)
			%s        ORDER BY p.fire_at, p.order_id
			        LIMIT :most
			""";

	private static final String WITH_LINES_OF_THE_STATION = """
			          AND EXISTS (SELECT
			                      FROM order_items i
			                      WHERE i.order_id = %1$s AND i.tenant_id = %2$s.tenant_id
			                        AND i.station = :station AND i.status NOT IN ('held', 'voided'))
			""";

	private KitchenSql() {
	}

	/**
	 * Returns the statement for a list. A list that it does not need is left out: each
	 * costs some percent of the time of a small queue.
	 * @param columns of orders, such as {@code o.id, o.tenant_id}: whole rows take longer
	 * to sort than to read
	 */
	static String queued(KitchenFilter list, String columns) {
		var places = OF_ANOTHER_LIST.formatted(columns, PLACES.formatted(withLines(list, "p.order_id", "p")));
		var waiting = list.includesScheduled()
				? OF_ANOTHER_LIST.formatted(columns, WAITING.formatted(withLines(list, "p.order_id", "p"))) : "";
		return QUEUED.formatted(columns, withLines(list, "o.id", "o"), places + waiting);
	}

	private static String withLines(KitchenFilter list, String orderId, String table) {
		return (list.station() != null) ? WITH_LINES_OF_THE_STATION.formatted(orderId, table) : "";
	}

	/**
	 * Returns the parameters of the statement.
	 * @param after the position after which it reads, null for the start
	 */
	static Map<String, Object> params(KitchenFilter list, @Nullable QueuePosition after, int limit) {
		var isPastFired = after != null && after.waiting();
		var params = new HashMap<String, Object>();
		params.put("tenantId", list.tenantId());
		params.put("locationId", list.locationId());
		params.put("statuses", list.statuses().stream().map(WireNames::of).toList());
		params.put("fired", !isPastFired);
		params.put("recalled", list.includesRecalled());
		params.put("time", time(isPastFired ? null : after));
		params.put("id", id(isPastFired ? null : after));
		params.put("waitingTime", time(isPastFired ? after : null));
		params.put("waitingId", id(isPastFired ? after : null));
		params.put("limit", limit);
		params.put("most", limit + 1);
		if (list.station() != null) {
			params.put("station", list.station());
		}
		return params;
	}

	private static OffsetDateTime time(@Nullable QueuePosition position) {
		return (position != null) ? position.queuedAt().atOffset(ZoneOffset.UTC) : OffsetDateTime.MIN;
	}

	private static long id(@Nullable QueuePosition position) {
		return (position != null) ? position.orderId() : 0;
	}

}
