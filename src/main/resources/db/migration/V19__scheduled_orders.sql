-- When the kitchen must begin an order that is due at a time of its own, and when it got the order. The new columns have no
-- defaults, so that no table is rewritten. An order without fire_at counts as fired from its confirmation on: those that
-- are in a kitchen already stay there.
ALTER TABLE orders
    ADD COLUMN fire_at  TIMESTAMPTZ,
    ADD COLUMN fired_at TIMESTAMPTZ;

-- The menu's preparation time of the item when it was sold.
ALTER TABLE order_items ADD COLUMN prep_minutes INTEGER;

-- The due time by which an order is in the sums; a later one moves the order to its own business day.
ALTER TABLE order_report_rows ADD COLUMN scheduled_for TIMESTAMPTZ;

-- Orders that wait to be fired, and no others: written with each change of such an order, deleted when it is fired or
-- cancelled.
CREATE TABLE scheduled_orders (
    tenant_id     BIGINT      NOT NULL,
    order_id      BIGINT      NOT NULL,
    location_id   BIGINT      NOT NULL,
    scheduled_for TIMESTAMPTZ NOT NULL,
    -- longest preparation time of the lines, NULL if none has one
    prep_minutes  INTEGER,
    fire_at       TIMESTAMPTZ NOT NULL,
    is_confirmed  BOOLEAN     NOT NULL,
    PRIMARY KEY (order_id, tenant_id)
) WITH (fillfactor = 85);

CREATE INDEX idx_scheduled_orders_due ON scheduled_orders (fire_at, order_id) WHERE is_confirmed;

ALTER TABLE scheduled_orders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON scheduled_orders TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON scheduled_orders TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_orders TO orders_app;
GRANT SELECT ON scheduled_orders, locations TO orders_every_tenant;
