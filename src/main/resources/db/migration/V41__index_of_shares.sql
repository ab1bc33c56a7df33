-- Built while orders are taken, outside of a transaction. An attempt that was interrupted leaves an invalid index, which
-- the next one drops. A time limit of the role must not end it.
SET statement_timeout = 0;
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS idx_order_payments_check_payment;
CREATE INDEX CONCURRENTLY idx_order_payments_check_payment ON order_payments (check_payment_id, tenant_id, id)
    WHERE check_payment_id IS NOT NULL;

RESET statement_timeout;
RESET lock_timeout;
