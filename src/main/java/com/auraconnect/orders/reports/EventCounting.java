package com.auraconnect.orders.reports;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/**
 * Adds events to the sums. An event does not carry all that the sums need, so it only
 * names an order, which is read in its current state: that is at least as new as any
 * visible event of it. The order's counted state is subtracted, its current state is
 * added. So duplicate or late events change nothing, and several changes of an order
 * count as one.
 */
@Component
class EventCounting {

	/**
	 * Returns the sequence of the last event counted. An event without an order only
	 * moves the cursor. An order keeps the business day on which it was first counted,
	 * until its due time changes.
	 */
	private static final String COUNT_EVENTS = """
			WITH waiting AS (
			    SELECT e.order_id, e.sequence
			    FROM outbox_events e
			    WHERE e.tenant_id = :tenantId AND e.location_id = :locationId AND e.sequence > :sequence
			    ORDER BY e.sequence
			    LIMIT :limit
			), next AS (
			    SELECT order_id, sequence
			    FROM waiting
			    WHERE (SELECT min(sequence) FROM waiting) = :sequence + 1
			), current AS MATERIALIZED (
			    SELECT o.id, o.tenant_id, o.order_type, o.status, %1$s AS revenue,
			           o.scheduled_for,
			           CASE WHEN c.business_day IS NOT NULL AND c.scheduled_for IS NOT DISTINCT FROM o.scheduled_for
			                THEN c.business_day
			                ELSE business_day(%2$s, l.time_zone, l.business_day_start, l.earlier_business_days)
			           END AS business_day
			    FROM (SELECT DISTINCT order_id FROM next) touched
			    JOIN orders o ON o.id = touched.order_id AND o.tenant_id = :tenantId
			    JOIN locations l ON l.tenant_id = o.tenant_id AND l.id = o.location_id
			    LEFT JOIN order_report_rows c ON c.order_id = o.id AND c.tenant_id = o.tenant_id
			    WHERE (c.order_type, c.status, c.revenue, c.scheduled_for) IS DISTINCT FROM
			          (o.order_type, o.status, %1$s, o.scheduled_for)
			), difference AS (
			    SELECT business_day, order_type, status, sum(orders) AS orders, sum(revenue) AS revenue
			    FROM (SELECT business_day, order_type, status, 1 AS orders, revenue
			          FROM current
			          UNION ALL
			          SELECT c.business_day, c.order_type, c.status, -1, -c.revenue
			          FROM current
			          JOIN order_report_rows c ON c.order_id = current.id AND c.tenant_id = current.tenant_id) changes
			    GROUP BY business_day, order_type, status
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
			), added AS (
			    INSERT INTO order_daily_summary AS s
			        (tenant_id, location_id, business_day, order_type, status, orders, revenue)
			    SELECT :tenantId, :locationId, business_day, order_type, status, orders, revenue
			    FROM difference
			    ON CONFLICT (tenant_id, location_id, business_day, order_type, status)
			        DO UPDATE SET orders = s.orders + excluded.orders,
			                      revenue = s.revenue + excluded.revenue
			)
			UPDATE feed_cursors
			SET sequence = last
			FROM (SELECT max(sequence) AS last FROM next) counted
			WHERE consumer = 'reports' AND tenant_id = :tenantId AND location_id = :locationId AND last IS NOT NULL
			RETURNING sequence
			""".formatted(OrderSums.REVENUE, OrderSums.BOOKED_AT);

	private final JdbcClient jdbc;

	EventCounting(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Counts up to {@code limit} events and moves the cursor behind them. The caller must
	 * hold the cursor.
	 * @param sequence the cursor's position
	 * @return its new position; empty if the next event is no longer stored
	 */
	Optional<Long> countAfter(LocationKey place, long sequence, int limit) {
		return this.jdbc.sql(COUNT_EVENTS)
			.param("tenantId", place.tenantId())
			.param("locationId", place.locationId())
			.param("sequence", sequence)
			.param("limit", limit)
			.query(Long.class)
			.optional();
	}

}
