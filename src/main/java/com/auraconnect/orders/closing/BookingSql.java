package com.auraconnect.orders.closing;

import com.auraconnect.orders.reports.OrderSums;

/**
 * Statements that book orders: each computes what an order adds to which day, subtracts
 * what is booked of it, and books the difference.
 */
final class BookingSql {

	/** Orders of the next events of a feed, with the newest time of their events. */
	private static final String ORDERS_OF_EVENTS = """
			WITH waiting AS (
			    SELECT e.order_id, e.sequence, e.occurred_at
			    FROM outbox_events e
			    WHERE e.tenant_id = :tenantId AND e.location_id = :locationId AND e.sequence > :sequence
			    ORDER BY e.sequence
			    LIMIT :limit
			), next AS (
			    SELECT order_id, sequence, occurred_at
			    FROM waiting
			    WHERE (SELECT min(sequence) FROM waiting) = :sequence + 1
			), touched AS (
			    SELECT order_id, max(occurred_at) AS changed_at
			    FROM next
			    WHERE order_id IS NOT NULL
			    GROUP BY order_id
			)""";

	/** The next orders of a location by their id. */
	private static final String ORDERS_BY_ID = """
			WITH touched AS (
			    SELECT o.id AS order_id, o.updated_at AS changed_at
			    FROM orders o
			    WHERE o.tenant_id = :tenantId AND o.location_id = :locationId AND o.id > :afterId
			    ORDER BY o.id
			    LIMIT :limit
			)""";

	/**
	 * Books the touched orders. An order that is cancelled has sold nothing, but has its
	 * payments and refunds. The base of an inclusive tax is the price without that tax.
	 * The first share in a payment of a check counts as a payment, the others do not;
	 * when a share is voided, the orders of the other shares are booked again.
	 */
	private static final String BOOK = """
			, affected AS (
			    SELECT order_id, changed_at
			    FROM touched
			    UNION ALL
			    SELECT other.order_id, max(touched.changed_at)
			    FROM touched
			    JOIN order_payments voided ON voided.order_id = touched.order_id AND voided.tenant_id = :tenantId
			    JOIN order_payments other
			        ON other.check_payment_id = voided.check_payment_id AND other.tenant_id = :tenantId
			    WHERE voided.status = 'voided' AND voided.check_payment_id IS NOT NULL
			      AND other.order_id NOT IN (SELECT order_id FROM touched)
			    GROUP BY other.order_id
			), sold AS MATERIALIZED (
			    SELECT o.id, o.tenant_id, o.order_type, o.subtotal, o.discount_amount, o.service_charge_amount,
			           o.total_amount - o.tip_amount AS total, o.service_charges, o.taxes, o.tax_rules,
			           o.status <> 'cancelled' AS counts,
			           o.status NOT IN ('completed', 'cancelled') AS is_open,
			           (SELECT coalesce(sum(CAST(a ->> 'amount' AS NUMERIC)), 0)
			            FROM json_array_elements(o.adjustments) a
			            WHERE a ->> 'kind' = 'comp') AS comps,
			           business_day(%s, l.time_zone, l.business_day_start, l.earlier_business_days) AS day,
			           business_day(affected.changed_at, l.time_zone, l.business_day_start, l.earlier_business_days)
			               AS changed_day,
			           l.time_zone, l.business_day_start, l.earlier_business_days
			    FROM affected
			    JOIN orders o ON o.id = affected.order_id AND o.tenant_id = :tenantId
			    JOIN locations l ON l.tenant_id = o.tenant_id AND l.id = o.location_id
			), paid AS MATERIALIZED (
			    SELECT s.id AS order_id, s.day AS sold_day, s.counts, s.total, p.id, p.method, p.amount, p.tip_amount,
			           p.rounding_amount, s.time_zone, s.business_day_start, s.earlier_business_days,
			           business_day(p.created_at, s.time_zone, s.business_day_start, s.earlier_business_days) AS day,
			           CASE WHEN EXISTS (SELECT
			                             FROM order_payments earlier
			                             WHERE earlier.tenant_id = :tenantId
			                               AND earlier.check_payment_id = p.check_payment_id AND earlier.id < p.id
			                               AND earlier.status IN ('authorized', 'captured'))
			                THEN 0
			                ELSE 1
			           END AS count
			    FROM sold s
			    JOIN order_payments p ON p.order_id = s.id AND p.tenant_id = :tenantId
			    WHERE p.status IN ('authorized', 'captured')
			), returned AS MATERIALIZED (
			    SELECT p.order_id, p.sold_day, p.counts, p.method, r.amount, r.tip_amount, r.kind,
			           business_day(r.created_at, p.time_zone, p.business_day_start, p.earlier_business_days) AS day
			    FROM paid p
			    JOIN order_refunds r ON r.payment_id = p.id AND r.tenant_id = :tenantId
			), tax AS (
			    SELECT s.id AS order_id, s.day, t ->> 'rate' AS rate, CAST(t ->> 'inclusive' AS BOOLEAN) AS inclusive,
			           t ->> 'name' AS name, CAST(t ->> 'amount' AS NUMERIC) AS amount,
			           (SELECT coalesce(sum(i.subtotal - i.discount_amount), 0)
			            FROM order_items i
			            WHERE i.order_id = s.id AND i.tenant_id = :tenantId AND i.status <> 'voided'
			              AND (rule.is_general OR i.tax_category = ANY (rule.categories)))
			           + (SELECT coalesce(sum(CAST(c ->> 'amount' AS NUMERIC)), 0)
			              FROM json_array_elements(s.service_charges) c
			              WHERE rule.is_general AND CAST(c ->> 'taxable' AS BOOLEAN)) AS taxed
			    FROM sold s
			    CROSS JOIN json_array_elements(s.taxes) t
			    CROSS JOIN LATERAL (
			        SELECT coalesce(json_array_length(r -> 'categories'), 0) = 0 AS is_general,
			               ARRAY(SELECT json_array_elements_text(r -> 'categories')) AS categories
			        FROM json_array_elements(s.tax_rules) r
			        WHERE r ->> 'name' = t ->> 'name'
			          AND (r -> 'order_types' IS NULL OR s.order_type IN (
			               SELECT json_array_elements_text(r -> 'order_types')))
			        LIMIT 1
			    ) rule
			    WHERE s.counts
			), entry AS (
			    SELECT id AS order_id, day, 'gross' AS kind, '' AS name, subtotal AS amount, 0 AS count
			    FROM sold
			    WHERE counts
			    UNION ALL
			    SELECT id, day, 'discounts', '', discount_amount - comps, 0 FROM sold WHERE counts
			    UNION ALL
			    SELECT id, day, 'comps', '', comps, 0 FROM sold WHERE counts
			    UNION ALL
			    SELECT id, day, 'service_charges', '', service_charge_amount, 0 FROM sold WHERE counts
			    UNION ALL
			    SELECT s.id, s.day, 'voids', '', i.subtotal, 0
			    FROM sold s
			    JOIN order_items i ON i.order_id = s.id AND i.tenant_id = :tenantId
			    WHERE s.counts AND i.void_reason IS NOT NULL
			    UNION ALL
			    SELECT order_id, day, CASE WHEN inclusive THEN 'inclusive_taxes' ELSE 'taxes' END, rate || ' ' || name,
			           amount, 0
			    FROM tax
			    UNION ALL
			    SELECT order_id, day, CASE WHEN inclusive THEN 'inclusive_tax_bases' ELSE 'tax_bases' END,
			           rate || ' ' || name, CASE WHEN inclusive THEN taxed - amount ELSE taxed END, 0
			    FROM tax
			    UNION ALL
			    SELECT order_id, day, 'tenders', method, amount, count FROM paid
			    UNION ALL
			    SELECT order_id, day, 'tips', method, tip_amount, 0 FROM paid
			    UNION ALL
			    SELECT order_id, day, 'rounding', '', rounding_amount, 0 FROM paid WHERE counts AND total <> 0
			    UNION ALL
			    SELECT order_id, day, 'refunds', method, amount, 0 FROM returned
			), current AS MATERIALIZED (
			    SELECT order_id, day, kind, name, sum(amount) AS amount, sum(count) AS count
			    FROM entry
			    GROUP BY order_id, day, kind, name
			    HAVING sum(amount) <> 0 OR sum(count) <> 0
			), difference AS (
			    SELECT order_id, day, kind, name, sum(amount) AS amount, sum(count) AS count
			    FROM (SELECT order_id, day, kind, name, amount, count
			          FROM current
			          UNION ALL
			          SELECT b.order_id, e.day, e.kind, e.name, -e.amount, -e.count
			          FROM sold s
			          JOIN order_bookings b ON b.order_id = s.id AND b.tenant_id = :tenantId
			          CROSS JOIN jsonb_to_recordset(b.entries)
			              AS e (day DATE, kind TEXT, name TEXT, amount NUMERIC, count BIGINT)) changes
			    GROUP BY order_id, day, kind, name
			    HAVING sum(amount) <> 0 OR sum(count) <> 0
			), booked AS (
			    SELECT CASE WHEN EXISTS (SELECT FROM closings c
			                             WHERE c.tenant_id = :tenantId AND c.location_id = :locationId
			                               AND c.business_day = d.day)
			                THEN (SELECT min(greatest(s.changed_day, d.day) + later)
			                      FROM generate_series(0, 366) later
			                      WHERE NOT EXISTS (SELECT FROM closings c
			                                        WHERE c.tenant_id = :tenantId AND c.location_id = :locationId
			                                          AND c.business_day = greatest(s.changed_day, d.day) + later))
			                ELSE d.day
			           END AS business_day, d.day AS own_day, s.day AS sold_day, d.kind, d.name, d.amount, d.count
			    FROM difference d
			    JOIN sold s ON s.id = d.order_id
			), booked_refunds AS (
			    SELECT business_day, own_day, kind, name, amount, count
			    FROM booked
			    UNION ALL
			    SELECT business_day, own_day, 'refunds_of_earlier_days', '', amount, 0
			    FROM booked
			    WHERE kind = 'refunds' AND business_day > sold_day
			), added AS (
			    INSERT INTO day_bookings AS b
			        (tenant_id, location_id, business_day, own_day, kind, name, amount, count)
			    SELECT :tenantId, :locationId, business_day, own_day, kind, name, sum(amount), sum(count)
			    FROM booked_refunds
			    GROUP BY business_day, own_day, kind, name
			    ON CONFLICT (tenant_id, location_id, business_day, own_day, kind, name)
			        DO UPDATE SET amount = b.amount + excluded.amount,
			                      count = b.count + excluded.count
			), held AS (
			    SELECT order_id, sum(amount + CASE WHEN counts AND total <> 0 THEN rounding_amount ELSE 0 END) AS amount
			    FROM paid
			    GROUP BY order_id
			), corrected AS (
			    SELECT order_id, sum(amount - tip_amount) AS amount
			    FROM returned
			    WHERE kind = 'correction' OR NOT counts
			    GROUP BY order_id
			), entries AS (
			    SELECT order_id, jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'name', name, 'amount', amount,
			                                                  'count', count)) AS list
			    FROM current
			    GROUP BY order_id
			), recorded AS (
			    INSERT INTO order_bookings AS b
			        (order_id, tenant_id, location_id, business_day, entries, balance, is_open)
			    SELECT s.id, :tenantId, :locationId, s.day, coalesce(entries.list, '[]'),
			           CASE WHEN s.counts THEN s.total ELSE 0 END - coalesce(held.amount, 0)
			               + coalesce(corrected.amount, 0),
			           s.is_open
			    FROM sold s
			    LEFT JOIN held ON held.order_id = s.id
			    LEFT JOIN corrected ON corrected.order_id = s.id
			    LEFT JOIN entries ON entries.order_id = s.id
			    ON CONFLICT (order_id, tenant_id)
			        DO UPDATE SET business_day = excluded.business_day,
			                      entries = excluded.entries,
			                      balance = excluded.balance,
			                      is_open = excluded.is_open
			)
			""".formatted(OrderSums.BOOKED_AT);

	/** Returns the sequence of the last event booked; no row if the next one is gone. */
	static final String BOOK_EVENTS = ORDERS_OF_EVENTS + BOOK + """
			UPDATE feed_cursors
			SET sequence = last
			FROM (SELECT max(sequence) AS last FROM next) read
			WHERE consumer = 'closings' AND tenant_id = :tenantId AND location_id = :locationId AND last IS NOT NULL
			RETURNING sequence
			""";

	/** Returns the id of the last order booked; no row after the last one. */
	static final String BOOK_ORDERS = ORDERS_BY_ID + BOOK + """
			SELECT max(order_id)
			FROM touched
			HAVING count(*) > 0
			""";

	private BookingSql() {
	}

}
