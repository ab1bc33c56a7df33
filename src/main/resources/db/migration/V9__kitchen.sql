-- Which displays have shown an order that is on its way, each since when. The rows of an order go when it ends.
CREATE TABLE kitchen_acknowledgements (
    tenant_id       BIGINT       NOT NULL,
    order_id        BIGINT       NOT NULL,
    display_id      VARCHAR(100) NOT NULL,
    acknowledged_at TIMESTAMPTZ  NOT NULL,
    PRIMARY KEY (order_id, display_id, tenant_id),
    FOREIGN KEY (order_id, tenant_id) REFERENCES orders (id, tenant_id)
);
