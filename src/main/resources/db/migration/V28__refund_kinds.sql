-- A migration of its own, so that the locks of the columns are released first.
-- A refund gives back the payment's amount first, then its tip. Up to what was overpaid it is a correction, beyond that
-- goodwill; refunds of a cancelled order are corrections.
WITH refund AS (
    SELECT r.id, r.tenant_id, p.order_id, r.amount,
           least(r.amount, greatest(0, sum(r.amount) OVER payment - p.amount)) AS tip_amount
    FROM order_refunds r
    JOIN order_payments p ON p.id = r.payment_id AND p.tenant_id = r.tenant_id
    WINDOW payment AS (PARTITION BY r.payment_id, r.tenant_id ORDER BY r.created_at, r.id)
), told AS (
    SELECT refund.*, o.status,
           sum(refund.amount - refund.tip_amount) OVER (PARTITION BY o.id, o.tenant_id ORDER BY refund.id) AS so_far,
           (SELECT sum(p.amount) FROM order_payments p
            WHERE p.order_id = o.id AND p.tenant_id = o.tenant_id AND p.status = 'captured')
               - (o.total_amount - o.tip_amount) AS overpaid
    FROM refund
    JOIN orders o ON o.id = refund.order_id AND o.tenant_id = refund.tenant_id
)
UPDATE order_refunds r
SET tip_amount = told.tip_amount,
    kind = CASE WHEN told.status = 'cancelled' OR told.so_far <= told.overpaid THEN 'correction' ELSE 'goodwill' END
FROM told
WHERE told.id = r.id AND told.tenant_id = r.tenant_id;
