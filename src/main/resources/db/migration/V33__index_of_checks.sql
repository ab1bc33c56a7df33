-- Built while orders are taken, outside of a transaction. An attempt that was interrupted leaves an invalid index, which
-- the next one drops. A time limit of the role must not end it.
SET statement_timeout = 0;
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS idx_orders_check;
CREATE INDEX CONCURRENTLY idx_orders_check ON orders (tenant_id, check_id) WHERE check_id IS NOT NULL;

RESET statement_timeout;
RESET lock_timeout;
