-- Money that goes back, each time with a reason; a payment can be given back in parts.
CREATE SEQUENCE order_refunds_seq INCREMENT BY 50;

CREATE TABLE order_refunds (
    id         BIGINT         NOT NULL,
    tenant_id  BIGINT         NOT NULL,
    payment_id BIGINT         NOT NULL,
    amount     NUMERIC(10, 2) NOT NULL CHECK (amount > 0),
    reason     VARCHAR(500)   NOT NULL,
    status     VARCHAR(20)    NOT NULL CHECK (status IN ('pending', 'done')),
    created_at TIMESTAMPTZ    NOT NULL,
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (payment_id, tenant_id) REFERENCES order_payments (id, tenant_id)
);

CREATE INDEX idx_order_refunds_payment ON order_refunds (payment_id, tenant_id);
