-- A migration of its own, so that no lock of a refund is held meanwhile. The statuses that the new rule changes.
WITH paid AS (
    SELECT o.id, o.tenant_id, o.total_amount - o.tip_amount AS due, sum(p.amount) AS amount,
           coalesce(sum(p.amount) FILTER (WHERE p.status = 'authorized'), 0) AS held,
           bool_or(p.status = 'authorized') AS is_held, sum(r.refunded) AS refunded, sum(r.corrected) AS corrected
    FROM orders o
    JOIN order_payments p ON p.order_id = o.id AND p.tenant_id = o.tenant_id AND p.status IN ('authorized', 'captured')
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(f.amount - f.tip_amount), 0) AS refunded,
               coalesce(sum(f.amount - f.tip_amount) FILTER (WHERE f.kind = 'correction'), 0) AS corrected
        FROM order_refunds f
        WHERE f.payment_id = p.id AND f.tenant_id = p.tenant_id) r
    WHERE o.status <> 'cancelled' AND o.payment_status IN ('authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded')
    GROUP BY o.id, o.tenant_id
), told AS (
    SELECT id, tenant_id,
           CASE WHEN due - amount + corrected > 0
                THEN CASE WHEN amount - corrected <= 0 AND refunded > 0 THEN 'refunded'
                          WHEN amount - corrected <= 0 THEN 'unpaid'
                          WHEN held >= amount - corrected THEN 'partially_authorized'
                          ELSE 'partially_paid' END
                WHEN is_held THEN 'authorized'
                WHEN refunded > 0 AND refunded >= amount THEN 'refunded'
                WHEN refunded > corrected THEN 'partially_refunded'
                ELSE 'paid' END AS status
    FROM paid
)
UPDATE orders o
SET payment_status = told.status
FROM told
WHERE told.id = o.id AND told.tenant_id = o.tenant_id AND told.status <> o.payment_status;

UPDATE orders
SET payment_status = 'paid'
WHERE payment_status IN ('unpaid', 'failed') AND status <> 'cancelled' AND total_amount - tip_amount = 0;

ALTER TABLE order_payments VALIDATE CONSTRAINT order_payments_method_known;
ALTER TABLE orders VALIDATE CONSTRAINT orders_payment_status_known;
