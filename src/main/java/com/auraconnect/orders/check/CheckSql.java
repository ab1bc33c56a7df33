package com.auraconnect.orders.check;

import com.auraconnect.orders.order.read.OrderSql;

/** SQL that serializes checks with their orders. */
final class CheckSql {

	/**
	 * The orders are as {@code GET /orders/{id}} shows them, and the sums are the sums of
	 * what they show: cancelled orders cost nothing, but what was paid for them counts.
	 * Orders that are larger than 2 MB together are left out, which bounds the memory of
	 * an answer. A share has the status of its payment, unless its order was cancelled
	 * and only this share was voided: it is left out.
	 */
	private static final String SELECT_DOCUMENT_FROM = """
			SELECT c.id, c.tenant_id, c.location_id, NULL::bigint AS customer_id, c.version, c.created_at, c.updated_at,
			       row_to_json(document)::text AS document,
			       c.order_versions = bill.versions AS as_of_version
			FROM %s c
			CROSS JOIN LATERAL (
			    SELECT CASE WHEN sum(octet_length(o.document::text)) <= 2000000
			                THEN json_agg(o.document ORDER BY o.created_at, o.id)
			                ELSE '[]'
			           END AS orders,
			           coalesce(sum(o.version), 0) AS versions,
			           coalesce(sum((o.document ->> 'subtotal')::numeric) FILTER (WHERE o.counts),
			                 sum((o.document ->> 'subtotal')::numeric) * 0, 0.00) AS subtotal,
			           coalesce(sum((o.document ->> 'discount_amount')::numeric) FILTER (WHERE o.counts),
			                 sum((o.document ->> 'discount_amount')::numeric) * 0, 0.00) AS discount,
			           coalesce(sum((o.document ->> 'service_charge_amount')::numeric) FILTER (WHERE o.counts),
			                 sum((o.document ->> 'service_charge_amount')::numeric) * 0, 0.00) AS charge,
			           coalesce(sum((o.document ->> 'tax_amount')::numeric) FILTER (WHERE o.counts),
			                 sum((o.document ->> 'tax_amount')::numeric) * 0, 0.00) AS tax,
			           coalesce(sum((o.document ->> 'tip_amount')::numeric) FILTER (WHERE o.counts),
			                 sum((o.document ->> 'tip_amount')::numeric) * 0, 0.00) AS tip,
			           coalesce(sum((o.document ->> 'total_amount')::numeric) FILTER (WHERE o.counts),
			                 sum((o.document ->> 'total_amount')::numeric) * 0, 0.00) AS total,
			           coalesce(sum((o.document ->> 'paid_amount')::numeric), 0.00) AS paid,
			           coalesce(sum((o.document ->> 'refunded_amount')::numeric), 0.00) AS refunded,
			           coalesce(sum((o.document ->> 'rounding_amount')::numeric), 0.00) AS rounding,
			           coalesce(sum((o.document ->> 'balance')::numeric), 0.00) AS balance
			    FROM (SELECT d.id, d.version, d.created_at, d.document, d.document ->> 'status' <> 'cancelled' AS counts
			          FROM (SELECT e.id, e.version, e.created_at, e.document::json AS document
			                FROM (
			%s) e) d) o
			) bill
			CROSS JOIN LATERAL (
			    SELECT c.id,
			           c.version,
			           c.tenant_id,
			           c.location_id,
			           c.status,
			           c.table_number,
			           c.name,
			           c.guest_count,
			           c.merged_into,
			           bill.orders,
			           bill.subtotal::text,
			           bill.discount::text AS discount_amount,
			           bill.charge::text AS service_charge_amount,
			           bill.tax::text AS tax_amount,
			           bill.tip::text AS tip_amount,
			           bill.total::text AS total_amount,
			           (SELECT coalesce(json_agg(row_to_json(summed)), '[]')
			            FROM (SELECT t.tax ->> 'name' AS name,
			                         t.tax ->> 'rate' AS rate,
			                         (t.tax ->> 'inclusive')::boolean AS inclusive,
			                         sum((t.tax ->> 'amount')::numeric)::text AS amount
			                  FROM json_array_elements(bill.orders) o (document)
			                  CROSS JOIN LATERAL json_array_elements(o.document -> 'taxes') WITH ORDINALITY t (tax, place)
			                  WHERE o.document ->> 'status' <> 'cancelled'
			                  GROUP BY 1, 2, 3
			                  ORDER BY min(t.place), 1) summed) AS taxes,
			           bill.paid::text AS paid_amount,
			           bill.refunded::text AS refunded_amount,
			           bill.balance::text AS balance,
			           bill.rounding::text AS rounding_amount,
			           (SELECT coalesce(json_agg(row_to_json(payment)), '[]')
			            FROM (SELECT p.id,
			                         p.method,
			                         p.status,
			                         share.amount::text,
			                         share.tip::text AS tip_amount,
			                         share.rounding::text AS rounding_amount,
			                         p.tendered::text,
			                         (p.tendered - share.amount - share.tip)::text AS change,
			                         p.reference,
			                         p.last_four,
			                         p.decline_code,
			                         share.allocations,
			                         refund.amount::text AS refunded_amount,
			                         refund.refunds,
			                         p.taken_by AS by,
			                         rfc3339(p.created_at) AS at,
			                         rfc3339(p.created_at) AS created_at
			                  FROM check_payments p
			                  CROSS JOIN LATERAL (
			                      SELECT sum(s.amount) AS amount, sum(s.tip_amount) AS tip,
			                             sum(s.rounding_amount) AS rounding,
			                             json_agg(json_build_object('order_id', o.id, 'amount', s.amount::text,
			                                                        'tip_amount', s.tip_amount::text)
			                                      ORDER BY o.created_at, o.id) AS allocations
			                      FROM orders o
			                      JOIN order_payments s ON s.order_id = o.id AND s.tenant_id = o.tenant_id
			                      WHERE o.tenant_id = c.tenant_id AND o.check_id = c.id AND s.check_payment_id = p.id
			                        AND s.status = p.status
			                  ) share
			                  CROSS JOIN LATERAL (
			                      SELECT coalesce(sum(r.amount), share.rounding * 0) AS amount,
			                             coalesce(json_agg(json_build_object(
			                                 'id', r.id, 'order_id', o.id, 'amount', r.amount::text,
			                                 'tip_amount', r.tip_amount::text, 'kind', r.kind, 'items', r.items,
			                                 'taxes', r.taxes, 'reason', r.reason, 'status', r.status, 'by', r.refunded_by,
			                                 'at', rfc3339(r.created_at)) ORDER BY r.created_at, r.id), '[]') AS refunds
			                      FROM orders o
			                      JOIN order_payments s ON s.order_id = o.id AND s.tenant_id = o.tenant_id
			                      JOIN order_refunds r ON r.payment_id = s.id AND r.tenant_id = s.tenant_id
			                      WHERE o.tenant_id = c.tenant_id AND o.check_id = c.id AND s.check_payment_id = p.id
			                  ) refund
			                  WHERE p.tenant_id = c.tenant_id AND p.check_id = c.id
			                  ORDER BY p.created_at, p.id) payment) AS payments,
			           rfc3339(c.created_at) AS created_at,
			           rfc3339(c.updated_at) AS updated_at,
			           rfc3339(c.closed_at) AS closed_at
			) document
			""";

	private static final String ITS_ORDERS = OrderSql
		.selectDocumentFrom("(SELECT i.* FROM orders i WHERE i.tenant_id = c.tenant_id AND i.check_id = c.id)");

	private CheckSql() {
	}

	/**
	 * Selects one row a check {@code c} with the columns of an order's document, the
	 * document, and whether it is as of its version. A WHERE clause may follow.
	 * @param checks a table, or a subquery in parentheses
	 */
	static String selectDocumentFrom(String checks) {
		return SELECT_DOCUMENT_FROM.formatted(checks, ITS_ORDERS);
	}

}
