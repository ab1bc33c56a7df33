-- Orders whose place in a kitchen's queue idx_orders_active does not tell, and no others: those that were fired at a time of
-- their own and have not ended, and ready ones with a recalled line. Written in the transaction of each change.
CREATE TABLE kitchen_places (
    tenant_id    BIGINT      NOT NULL,
    order_id     BIGINT      NOT NULL,
    location_id  BIGINT      NOT NULL,
    -- since when the order has been in the queue; does not change any more
    queued_at    TIMESTAMPTZ NOT NULL,
    status       VARCHAR(20) NOT NULL,
    -- whether it was fired at a time of its own
    is_scheduled BOOLEAN     NOT NULL,
    is_recalled  BOOLEAN     NOT NULL,
    PRIMARY KEY (order_id, tenant_id)
) WITH (fillfactor = 85);

CREATE INDEX idx_kitchen_places_queue ON kitchen_places (tenant_id, location_id, queued_at, order_id)
    INCLUDE (status, is_scheduled, is_recalled);

ALTER TABLE kitchen_places ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON kitchen_places TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON kitchen_places TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT, UPDATE, DELETE ON kitchen_places TO orders_app;

-- idx_orders_active finds the few rows.
INSERT INTO kitchen_places (tenant_id, order_id, location_id, queued_at, status, is_scheduled, is_recalled)
SELECT tenant_id, id, location_id, fired_at, status, TRUE, FALSE
FROM orders
WHERE status IN ('confirmed', 'preparing', 'ready') AND fire_at IS NOT NULL AND fired_at IS NOT NULL;
