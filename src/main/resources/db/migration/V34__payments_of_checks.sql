-- Payments for the orders of a check together. Each order has its share as a payment of its own, which has the amounts and
-- the refunds. Orders wait behind a lock that waits, so this gives up soon; the next start tries again.
SET LOCAL lock_timeout = '3s';

CREATE SEQUENCE check_payments_seq;

CREATE TABLE check_payments (
    id         BIGINT       NOT NULL,
    tenant_id  BIGINT       NOT NULL,
    check_id   BIGINT       NOT NULL,
    method     VARCHAR(20)  NOT NULL,
    tendered   NUMERIC,
    reference  VARCHAR(255),
    taken_by   VARCHAR(255) NOT NULL,
    created_at TIMESTAMPTZ  NOT NULL,
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (check_id, tenant_id) REFERENCES checks (id, tenant_id),
    CONSTRAINT check_payments_method_known CHECK (method IN ('cash', 'gift_card', 'voucher', 'external'))
);

CREATE INDEX idx_check_payments_check ON check_payments (tenant_id, check_id);

ALTER TABLE check_payments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON check_payments TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON check_payments TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT, UPDATE ON check_payments TO orders_app;
GRANT USAGE ON SEQUENCE check_payments_seq TO orders_app;

-- NOT VALID: no payment that exists is a share. No default, so that the table is not rewritten.
ALTER TABLE order_payments
    ADD COLUMN check_payment_id BIGINT,
    ADD CONSTRAINT order_payments_check_payment_id_fkey FOREIGN KEY (check_payment_id, tenant_id)
        REFERENCES check_payments (id, tenant_id) NOT VALID;
