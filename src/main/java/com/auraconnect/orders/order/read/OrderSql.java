package com.auraconnect.orders.order.read;

/**
 * SQL that serializes an order exactly as {@link OrderView} does. An amount is stored
 * with the decimals of its currency, so a zero is made of another amount of the order.
 */
public final class OrderSql {

	private static final String SELECT_DOCUMENT_FROM = """
			SELECT o.id, o.tenant_id, o.location_id, o.customer_id, o.version, o.created_at, o.updated_at,
			       row_to_json(document)::text AS document
			FROM %s o
			CROSS JOIN LATERAL (
			    SELECT CASE WHEN o.status = 'cancelled' THEN o.total_amount - o.total_amount
			                ELSE o.total_amount - o.tip_amount END AS due,
			           coalesce(sum(p.amount), o.total_amount - o.total_amount) AS paid,
			           coalesce(sum(p.rounding_amount) FILTER (
			               WHERE o.status <> 'cancelled' AND o.total_amount <> o.tip_amount),
			                    o.total_amount - o.total_amount) AS rounding,
			           coalesce(sum(r.refunded), o.total_amount - o.total_amount) AS refunded,
			           coalesce(sum(r.refunded) FILTER (WHERE o.status = 'cancelled'), sum(r.corrected),
			                    o.total_amount - o.total_amount) AS returned
			    FROM order_payments p
			    CROSS JOIN LATERAL (
			        SELECT sum(r.amount - r.tip_amount) AS refunded,
			               sum(r.amount - r.tip_amount) FILTER (WHERE r.kind = 'correction') AS corrected
			        FROM order_refunds r
			        WHERE r.payment_id = p.id AND r.tenant_id = p.tenant_id) r
			    WHERE p.order_id = o.id AND p.tenant_id = o.tenant_id AND p.status IN ('authorized', 'captured')
			) money
			CROSS JOIN LATERAL (
			    SELECT o.id,
			           o.order_number,
			           o.tracking_code,
			           o.version,
			           o.tenant_id,
			           o.location_id,
			           o.customer_id,
			           o.customer,
			           o.order_type,
			           o.status,
			           o.payment_status,
			           o.table_number,
			           o.guest_count,
			           o.notes,
			           rfc3339(o.scheduled_for) AS scheduled_for,
			           rfc3339(o.fire_at) AS fire_at,
			           rfc3339(o.fired_at) AS fired_at,
			           o.external_id,
			           o.check_id,
			           o.source,
			           coalesce(o.metadata, '{}') AS metadata,
			           o.guest,
			           o.fulfilment,
			           o.tax_exempt,
			           o.degraded,
			           (SELECT coalesce(json_agg(row_to_json(item)), '[]')
			            FROM (SELECT i.id,
			                         i.menu_item_id,
			                         i.name,
			                         i.quantity,
			                         i.unit_price::text,
			                         i.modifiers,
			                         i.subtotal::text,
			                         i.discount_amount::text,
			                         i.tax_amount::text,
			                         i.total::text,
			                         i.special_instructions,
			                         i.station,
			                         i.course,
			                         i.status,
			                         CASE WHEN i.voided_at IS NOT NULL
			                              THEN json_build_object('reason', i.void_reason, 'used', i.void_used,
			                                                     'by', i.voided_by, 'at', rfc3339(i.voided_at))
			                         END AS void
			                  FROM order_items i
			                  WHERE i.order_id = o.id AND i.tenant_id = o.tenant_id
			                  ORDER BY i.line_number, i.id) item) AS items,
			           o.subtotal::text,
			           o.discount_amount::text,
			           o.service_charge_amount::text,
			           o.tax_amount::text,
			           o.tip_amount::text,
			           o.total_amount::text,
			           o.discounts,
			           o.service_charges,
			           o.taxes,
			           o.currency,
			           money.paid::text AS paid_amount,
			           money.refunded::text AS refunded_amount,
			           (money.due - money.rounding - money.paid + money.returned)::text AS balance,
			           money.rounding::text AS rounding_amount,
			           o.adjustments,
			           (SELECT coalesce(json_agg(row_to_json(payment)), '[]')
			            FROM (SELECT p.id,
			                         p.method,
			                         p.status,
			                         p.amount::text,
			                         p.tip_amount::text,
			                         p.rounding_amount::text,
			                         p.tendered::text,
			                         (p.tendered - p.amount - p.tip_amount)::text AS change,
			                         p.reference,
			                         p.check_payment_id,
			                         p.last_four,
			                         p.decline_code,
			                         (SELECT coalesce(sum(r.amount), p.amount - p.amount)::text
			                          FROM order_refunds r
			                          WHERE r.payment_id = p.id AND r.tenant_id = p.tenant_id) AS refunded_amount,
			                         (SELECT coalesce(json_agg(row_to_json(refund)), '[]')
			                          FROM (SELECT r.id,
			                                       r.amount::text,
			                                       r.tip_amount::text,
			                                       r.kind,
			                                       r.items,
			                                       r.taxes,
			                                       r.reason,
			                                       r.status,
			                                       r.refunded_by AS by,
			                                       rfc3339(r.created_at) AS at,
			                                       rfc3339(r.created_at) AS created_at
			                                FROM order_refunds r
			                                WHERE r.payment_id = p.id AND r.tenant_id = p.tenant_id
			                                ORDER BY r.created_at, r.id) refund) AS refunds,
			                         p.taken_by AS by,
			                         rfc3339(p.created_at) AS at,
			                         rfc3339(p.created_at) AS created_at
			                  FROM order_payments p
			                  WHERE p.order_id = o.id AND p.tenant_id = o.tenant_id
			                  ORDER BY p.created_at, p.id) payment) AS payments,
			           CASE WHEN o.cancellation_reason IS NOT NULL
			                THEN json_build_object('reason', o.cancellation_reason, 'notes', o.cancellation_notes)
			           END AS cancellation,
			           rfc3339(o.estimated_ready_time) AS estimated_ready_time,
			           rfc3339(o.created_at) AS created_at,
			           rfc3339(o.updated_at) AS updated_at,
			           (SELECT coalesce(json_agg(row_to_json(change)), '[]')
			            FROM (SELECT h.from_status,
			                         h.to_status,
			                         rfc3339(h.changed_at) AS changed_at,
			                         h.changed_by,
			                         h.reason
			                  FROM order_status_history h
			                  WHERE h.order_id = o.id AND h.tenant_id = o.tenant_id
			                  ORDER BY h.changed_at, h.id) change) AS status_history
			) document
			""";

	/**
	 * Selects one row an order {@code o} with the columns of {@link OrderDocument}, the
	 * document last. A WHERE clause may follow.
	 */
	static final String SELECT_DOCUMENT = selectDocumentFrom("orders");

	/**
	 * OFFSET 0 keeps the planner from serializing each document a second time for its
	 * length.
	 */
	private static final String UP_TO_SIZE = """
			SELECT o.id, o.tenant_id, o.location_id, o.customer_id, o.version, o.created_at, o.updated_at,
			       CASE WHEN o.place = 1 OR o.bytes <= :bytes THEN o.document END AS document
			FROM (
			    SELECT o.*, row_number() OVER so_far AS place, sum(octet_length(o.document)) OVER so_far AS bytes
			    FROM (
			%s    OFFSET 0) o
			    WINDOW so_far AS (%sROWS UNBOUNDED PRECEDING)
			) o
			""";

	private OrderSql() {
	}

	/**
	 * Limits the total size of the documents: rows beyond {@code :bytes} come without
	 * their document. The first row always has its document.
	 * @param select with these columns, in that order
	 * @param order an ORDER BY clause, of rows named {@code o}
	 */
	public static String selectUpToSize(String select, String order) {
		return UP_TO_SIZE.formatted(select, order) + order;
	}

	/** Like {@link #SELECT_DOCUMENT}, for the orders of a subquery in parentheses. */
	public static String selectDocumentFrom(String orders) {
		return SELECT_DOCUMENT_FROM.formatted(orders);
	}

}
