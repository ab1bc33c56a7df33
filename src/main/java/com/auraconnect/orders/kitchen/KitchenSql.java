package com.auraconnect.orders.kitchen;

/**
 * SQL for the orders in a kitchen, oldest first: by the time when they were fired if that
 * was at a time of their own, else by the time when they were taken.
 */
final class KitchenSql {

	/**
	 * The oldest orders of each status and the ready ones with a recalled line, merged;
	 * at most {@code :most} of them. Each status is read from idx_orders_active in index
	 * order, no further than needed. The literal list of all its statuses lets the
	 * planner see that the partial index applies. {@code :waiting} lists FALSE for the
	 * fired orders, TRUE for those that wait to be fired and come last; {@code :recalled}
	 * tells whether recalled ones are included.
	 */
	private static final String QUEUED = """
			SELECT o.*
			FROM (
			    SELECT o.*
			    FROM unnest(ARRAY[:statuses]::text[]) AS wanted (status)
			    CROSS JOIN unnest(ARRAY[:waiting]::boolean[]) AS stage (waiting)
			    CROSS JOIN LATERAL (
			        SELECT o.*,
			               stage.waiting,
			               CASE WHEN o.fire_at IS NULL THEN o.created_at ELSE coalesce(o.fired_at, o.fire_at) END AS queued_at
			        FROM orders o
			        WHERE o.tenant_id = :tenantId
			          AND o.location_id = :locationId
			          AND o.status = wanted.status
			          AND (o.fire_at IS NOT NULL AND o.fired_at IS NULL) = stage.waiting
			          AND o.status IN ('pending', 'confirmed', 'preparing', 'ready')
			%1$s        ORDER BY o.created_at, o.id
			        LIMIT :most
			    ) o
			    UNION ALL
			    SELECT o.*
			    FROM (
			        SELECT o.*, FALSE AS waiting, r.queued_at
			        FROM kitchen_recalls r
			        JOIN orders o ON o.id = r.order_id AND o.tenant_id = r.tenant_id
			        WHERE :recalled AND r.tenant_id = :tenantId AND r.location_id = :locationId
			%1$s        ORDER BY r.queued_at, r.order_id
			        LIMIT :most
			    ) o
			) o
			ORDER BY o.waiting, o.queued_at, o.id
			LIMIT :most
			""";

	private static final String WITH_LINES_OF_THE_STATION = """
			          AND EXISTS (SELECT
			                      FROM order_items i
			                      WHERE i.order_id = o.id AND i.tenant_id = o.tenant_id
			                        AND i.station = :station AND i.status <> 'voided')
			""";

	static final String OF_ALL_STATIONS = QUEUED.formatted("");

	static final String OF_ONE_STATION = QUEUED.formatted(WITH_LINES_OF_THE_STATION);

	private KitchenSql() {
	}

}
