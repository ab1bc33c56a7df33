-- Orders that were fired at a time of their own and have not ended: their place in a kitchen's queue is that of their firing,
-- not that of their creation, by which idx_orders_active finds the others. Written with each change of their status.
CREATE TABLE kitchen_fired_orders (
    tenant_id   BIGINT      NOT NULL,
    order_id    BIGINT      NOT NULL,
    location_id BIGINT      NOT NULL,
    status      VARCHAR(20) NOT NULL,
    fired_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (order_id, tenant_id)
) WITH (fillfactor = 85);

CREATE INDEX idx_kitchen_fired_orders_queue
    ON kitchen_fired_orders (tenant_id, location_id, status, fired_at, order_id);

ALTER TABLE kitchen_fired_orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON kitchen_fired_orders TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON kitchen_fired_orders TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT, UPDATE, DELETE ON kitchen_fired_orders TO orders_app;

-- idx_orders_active finds the few rows.
INSERT INTO kitchen_fired_orders (tenant_id, order_id, location_id, status, fired_at)
SELECT tenant_id, id, location_id, status, fired_at
FROM orders
WHERE status IN ('confirmed', 'preparing', 'ready') AND fire_at IS NOT NULL AND fired_at IS NOT NULL;

-- The orders of a location that wait to be fired, in the order of the queue; the table holds no others.
CREATE INDEX idx_scheduled_orders_queue ON scheduled_orders (tenant_id, location_id, is_confirmed, fire_at, order_id);
