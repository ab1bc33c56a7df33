-- Pending orders that are due later wait for their time, too. A migration of its own, so that the locks of the columns are
-- not held meanwhile; idx_orders_active finds the few rows.
WITH planned AS (
    UPDATE orders o
    SET fire_at = o.scheduled_for - make_interval(mins => l.prep_minutes)
    FROM locations l
    WHERE l.tenant_id = o.tenant_id AND l.id = o.location_id
      AND o.status = 'pending' AND o.scheduled_for > now()
    RETURNING o.tenant_id, o.id, o.location_id, o.scheduled_for, o.fire_at
)
INSERT INTO scheduled_orders (tenant_id, order_id, location_id, scheduled_for, fire_at, is_confirmed)
SELECT tenant_id, id, location_id, scheduled_for, fire_at, FALSE
FROM planned;

-- Orders that are in a kitchen were fired by their confirmation.
UPDATE orders o
SET fired_at = (SELECT max(h.changed_at)
                FROM order_status_history h
                WHERE h.order_id = o.id AND h.tenant_id = o.tenant_id AND h.to_status = 'confirmed')
WHERE o.status IN ('confirmed', 'preparing', 'ready');
