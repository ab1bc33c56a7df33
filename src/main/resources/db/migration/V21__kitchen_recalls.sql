-- Ready orders with a recalled line, and no others: written by the recall, deleted once all lines are ready again. A table of
-- its own, so that a queue finds them without reading the ready orders.
CREATE TABLE kitchen_recalls (
    tenant_id   BIGINT      NOT NULL,
    order_id    BIGINT      NOT NULL,
    location_id BIGINT      NOT NULL,
    -- since when the order has been in the queue; does not change any more
    queued_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (order_id, tenant_id)
);

CREATE INDEX idx_kitchen_recalls_queue ON kitchen_recalls (tenant_id, location_id, queued_at, order_id);

ALTER TABLE kitchen_recalls ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON kitchen_recalls TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON kitchen_recalls TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT, DELETE ON kitchen_recalls TO orders_app;
