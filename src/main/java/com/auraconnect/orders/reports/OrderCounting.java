package com.auraconnect.orders.reports;

import java.time.OffsetDateTime;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/**
 * Counts all orders of a location in batches, one statement each. The statements may see
 * different snapshots: the cursor is set before the first of them, and every later change
 * has an event behind the cursor.
 */
@Component
class OrderCounting {

	private static final String DELETE_SUMS = """
			DELETE FROM order_daily_summary
			WHERE tenant_id = :tenantId AND location_id = :locationId
			""";

	private static final String MOVE_CURSOR_TO_NEWEST = """
			UPDATE feed_cursors c
			SET sequence = coalesce((SELECT f.last_sequence
			                         FROM event_feeds f
			                         WHERE f.tenant_id = c.tenant_id AND f.location_id = c.location_id), 0)
			WHERE c.consumer = 'reports' AND c.tenant_id = :tenantId AND c.location_id = :locationId
			""";

	/** Returns the last order counted. */
	private static final String COUNT_ORDERS = """
			WITH current AS MATERIALIZED (
			    SELECT o.id, o.tenant_id, o.location_id, o.order_type, o.status, %s AS revenue,
			           business_day(%s, l.time_zone, l.business_day_start, l.earlier_business_days)
			               AS business_day,
			           o.created_at, o.scheduled_for
			    FROM orders o
			    JOIN locations l ON l.tenant_id = o.tenant_id AND l.id = o.location_id
			    WHERE o.tenant_id = :tenantId AND o.location_id = :locationId
			      AND (o.created_at, o.id) > (:afterTime, :afterId)
			    ORDER BY o.created_at, o.id
			    LIMIT :limit
			), recorded AS (
			    INSERT INTO order_report_rows AS c
			        (order_id, tenant_id, business_day, order_type, status, revenue, scheduled_for)
			    SELECT id, tenant_id, business_day, order_type, status, revenue, scheduled_for
			    FROM current
			    ON CONFLICT (order_id, tenant_id)
			        DO UPDATE SET business_day = excluded.business_day,
			                      order_type = excluded.order_type,
			                      status = excluded.status,
			                      revenue = excluded.revenue,
			                      scheduled_for = excluded.scheduled_for
			        WHERE (c.business_day, c.order_type, c.status, c.revenue, c.scheduled_for) IS DISTINCT FROM
			              (excluded.business_day, excluded.order_type, excluded.status, excluded.revenue,
			               excluded.scheduled_for)
			), added AS (
			    INSERT INTO order_daily_summary AS s
			        (tenant_id, location_id, business_day, order_type, status, orders, revenue)
			    SELECT tenant_id, location_id, business_day, order_type, status, count(*), sum(revenue)
			    FROM current
			    GROUP BY tenant_id, location_id, business_day, order_type, status
			    ON CONFLICT (tenant_id, location_id, business_day, order_type, status)
			        DO UPDATE SET orders = s.orders + excluded.orders,
			                      revenue = s.revenue + excluded.revenue
			)
			SELECT created_at, id, count(*) OVER () AS orders
			FROM current
			ORDER BY created_at DESC, id DESC
			LIMIT 1
			""".formatted(OrderSums.REVENUE, OrderSums.BOOKED_AT);

	private final JdbcClient jdbc;

	OrderCounting(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The last order of a batch. Orders are counted by the time of their creation.
	 *
	 * @param orders number of orders in the batch
	 */
	record Counted(OffsetDateTime createdAt, long orderId, int orders) {

		/** Start of the first batch. */
		static final Counted NONE = new Counted(OffsetDateTime.MIN, 0, 0);

	}

	/**
	 * Deletes the sums and moves the cursor to the newest event. The caller must hold the
	 * cursor, for this and for the batches that follow.
	 */
	void reset(LocationKey place) {
		bind(MOVE_CURSOR_TO_NEWEST, place).update();
		bind(DELETE_SUMS, place).update();
	}

	/** Counts the next {@code limit} orders; empty if there are none left. */
	Optional<Counted> countAfter(LocationKey place, Counted last, int limit) {
		return bind(COUNT_ORDERS, place).param("afterTime", last.createdAt())
			.param("afterId", last.orderId())
			.param("limit", limit)
			.query((row, _) -> new Counted(row.getObject("created_at", OffsetDateTime.class), row.getLong("id"),
					row.getInt("orders")))
			.optional();
	}

	private JdbcClient.StatementSpec bind(String sql, LocationKey place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
