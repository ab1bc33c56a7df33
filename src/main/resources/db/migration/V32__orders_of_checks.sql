-- The check that an order is on. Most orders are on none: no default, so that the table is not rewritten. NOT VALID: no order
-- that exists has a check. Orders wait behind a lock that waits, so this gives up soon; the next start tries again.
SET LOCAL lock_timeout = '3s';

ALTER TABLE orders
    ADD COLUMN check_id BIGINT,
    ADD CONSTRAINT orders_check_id_fkey FOREIGN KEY (check_id, tenant_id) REFERENCES checks (id, tenant_id) NOT VALID;
