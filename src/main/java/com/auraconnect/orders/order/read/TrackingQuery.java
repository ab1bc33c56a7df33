package com.auraconnect.orders.order.read;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/** Reads what a tracking link shows of an order. */
@Component
public class TrackingQuery {

	/** Public fields only: no personal data, locations or amounts. */
	private static final String BY_TRACKING_CODE = """
			SELECT row_to_json(tracking)::text
			FROM orders o
			CROSS JOIN LATERAL (
			    SELECT o.order_number,
			           o.status,
			           o.order_type,
			           rfc3339(o.estimated_ready_time) AS estimated_ready_time,
			           (SELECT coalesce(json_agg(row_to_json(item)), '[]')
			            FROM (SELECT i.name, i.quantity
			                  FROM order_items i
			                  WHERE i.order_id = o.id AND i.tenant_id = o.tenant_id AND i.status <> 'voided'
			                  ORDER BY i.line_number, i.id) item) AS items,
			           rfc3339(o.updated_at) AS updated_at
			) tracking
			WHERE o.tracking_code = :trackingCode
			""";

	private final JdbcClient jdbc;

	TrackingQuery(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The order as JSON; empty if no order has this tracking code. */
	public Optional<String> find(String trackingCode) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(BY_TRACKING_CODE)
				.param("trackingCode", trackingCode)
				.query(String.class)
				.optional());
	}

}
