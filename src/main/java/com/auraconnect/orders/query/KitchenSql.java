package com.auraconnect.orders.query;

/** The orders that are in a kitchen, oldest first. */
final class KitchenSql {

	/**
	 * The oldest orders of each status, put together; {@code :most} of them at most. One
	 * status at a time, they are read from idx_orders_active in its order and no further
	 * than that. The list of all its statuses is there for the planner, which takes a
	 * partial index only for what it can see to be in it.
	 */
	private static final String QUEUED = """
			SELECT o.*
			FROM unnest(ARRAY[:statuses]::text[]) AS wanted (status)
			CROSS JOIN LATERAL (
			    SELECT o.*
			    FROM orders o
			    WHERE o.tenant_id = :tenantId
			      AND o.location_id = :locationId
			      AND o.status = wanted.status
			      AND o.status IN ('pending', 'confirmed', 'preparing', 'ready')
			%s    ORDER BY o.created_at, o.id
			    LIMIT :most
			) o
			ORDER BY o.created_at, o.id
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
