-- Built while orders are taken, outside of a transaction. An attempt that was interrupted leaves an invalid index, which
-- the next one drops. A time limit of the role must not end it.
SET statement_timeout = 0;
SET lock_timeout = 0;

DROP INDEX CONCURRENTLY IF EXISTS idx_orders_source;
CREATE INDEX CONCURRENTLY idx_orders_source ON orders (tenant_id, source, created_at, id) WHERE source IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS idx_orders_guest_name;
CREATE INDEX CONCURRENTLY idx_orders_guest_name ON orders (tenant_id, guest_name_lower text_pattern_ops)
    WHERE guest_name_lower IS NOT NULL;

RESET statement_timeout;
RESET lock_timeout;
