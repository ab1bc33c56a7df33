package com.auraconnect.orders.reports;

import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.read.OrderFilter;
import com.auraconnect.orders.platform.database.ConsistentReads;

/**
 * Reads a report with one statement on the daily sums. Its cost depends on locations and
 * days, not on the number of orders.
 */
@Component
public class ReportQuery {

	private static final String SUMMARY = """
			WITH places AS (
			    SELECT l.id, l.currency,
			           coalesce(CAST(CAST(:decimals AS JSONB) ->> l.currency AS INTEGER), 2) AS decimals
			    FROM locations l
			    WHERE l.tenant_id = :tenantId
			      AND (CAST(:locationIds AS BIGINT[]) IS NULL OR l.id = ANY (CAST(:locationIds AS BIGINT[])))
			), counted AS MATERIALIZED (
			    SELECT places.currency, to_char(s.business_day, :format) AS period, s.order_type, s.status, s.orders,
			           s.revenue
			    FROM places
			    JOIN order_daily_summary s ON s.tenant_id = :tenantId AND s.location_id = places.id
			        AND s.business_day BETWEEN :from AND :to
			    WHERE s.orders > 0
			), currency AS MATERIALIZED (
			    SELECT decimals, round(0, decimals) AS zero
			    FROM (SELECT coalesce(max(decimals) FILTER (WHERE currency IN (SELECT currency FROM counted)),
			                          max(decimals), 2) AS decimals
			          FROM places) sold
			)
			SELECT (SELECT count(*) FROM places) AS locations,
			       (SELECT count(DISTINCT currency) FROM counted) AS currencies,
			       json_build_object('summary', row_to_json(summary), 'breakdown', breakdown)::text AS report
			FROM (SELECT coalesce(sum(orders), 0) AS total_orders,
			             (coalesce(sum(revenue), 0) + zero)::text AS total_revenue,
			             coalesce(round(sum(revenue) / nullif(sum(orders) FILTER (WHERE status <> 'cancelled'), 0),
			                            decimals), zero)::text AS average_order_value,
			             (SELECT coalesce(json_object_agg(order_type, orders ORDER BY order_type), '{}')
			              FROM (SELECT order_type, sum(orders) AS orders
			                    FROM counted
			                    GROUP BY order_type) types) AS orders_by_type,
			             (SELECT coalesce(json_object_agg(status, orders ORDER BY status), '{}')
			              FROM (SELECT status, sum(orders) AS orders
			                    FROM counted
			                    GROUP BY status) statuses) AS orders_by_status
			      FROM currency
			      LEFT JOIN counted ON TRUE
			      GROUP BY decimals, zero) summary
			CROSS JOIN (SELECT coalesce(json_agg(row_to_json(part) ORDER BY period), '[]') AS breakdown
			            FROM (SELECT period, sum(orders) AS orders, (sum(revenue) + zero)::text AS revenue
			                  FROM counted
			                  CROSS JOIN currency
			                  GROUP BY period, zero) part) parts
			""";

	/** Decimals of the currencies that have not two, by their code, as JSON. */
	private static final String DECIMALS = Currency.getAvailableCurrencies()
		.stream()
		.filter((currency) -> currency.getDefaultFractionDigits() >= 0 && currency.getDefaultFractionDigits() != 2)
		.map((currency) -> "\"%s\": %d".formatted(currency.getCurrencyCode(), currency.getDefaultFractionDigits()))
		.collect(Collectors.joining(", ", "{", "}"));

	private final ConsistentReads reads;

	ReportQuery(ConsistentReads reads) {
		this.reads = reads;
	}

	/**
	 * @param scope the orders that the caller may see
	 */
	public Report summary(OrderFilter.Scope scope, ReportFilter filter) {
		var locations = locations(scope.locationIds(), filter.locationId());
		return this.reads.run((database) -> database.sql(SUMMARY)
			.param("tenantId", scope.tenantId())
			.param("locationIds", (locations != null) ? locations.toArray(Long[]::new) : null)
			.param("decimals", DECIMALS)
			.param("format", filter.grouping().format())
			.param("from", filter.from())
			.param("to", filter.to())
			.query((row, _) -> new Report(row.getInt("locations"), row.getInt("currencies"), row.getBytes("report")))
			.single());
	}

	/** Null for all locations of the tenant. */
	private static @Nullable List<Long> locations(@Nullable List<Long> visible, @Nullable Long wanted) {
		if (wanted == null) {
			return visible;
		}
		return (visible == null || visible.contains(wanted)) ? List.of(wanted) : List.of();
	}

}
