-- The currency that an order was taken in. A column with a constant default rewrites no row, so all rows get the currency
-- that most locations have; those of the other locations are corrected after that, while orders are taken. Outside of a transaction; each step can be repeated.
SET orders.tenant = '*';
SET lock_timeout = '5s';

DO $$
BEGIN
    EXECUTE format('ALTER TABLE orders ADD COLUMN IF NOT EXISTS currency TEXT NOT NULL DEFAULT %L',
                   coalesce((SELECT mode() WITHIN GROUP (ORDER BY currency) FROM locations), 'USD'));
END $$;

-- A replica of a version that does not know the column names no currency.
CREATE OR REPLACE FUNCTION currency_of_location() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW.currency := (SELECT l.currency FROM locations l WHERE l.tenant_id = NEW.tenant_id AND l.id = NEW.location_id);
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER currency_of_location BEFORE INSERT ON orders FOR EACH ROW
    WHEN (NEW.currency IS NULL) EXECUTE FUNCTION currency_of_location();

ALTER TABLE orders ALTER COLUMN currency DROP DEFAULT;

SET lock_timeout = 0;
SET statement_timeout = 0;

-- Small transactions, each of which locks few orders, and those by ascending id as all changes do.
DO $$
DECLARE
    last BIGINT := 0;
BEGIN
    IF (SELECT count(DISTINCT currency) FROM locations) <= 1 THEN
        RETURN;
    END IF;
    LOOP
        WITH batch AS (
            SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 1000
        ), wrong AS (
            SELECT o.id, l.currency
            FROM orders o
            JOIN locations l ON l.tenant_id = o.tenant_id AND l.id = o.location_id
            WHERE o.id IN (SELECT id FROM batch) AND o.currency <> l.currency
            ORDER BY o.id
            FOR NO KEY UPDATE OF o
        ), corrected AS (
            UPDATE orders o SET currency = wrong.currency FROM wrong WHERE o.id = wrong.id
        )
        SELECT max(id) INTO last FROM batch;
        COMMIT;
        EXIT WHEN last IS NULL;
    END LOOP;
END $$;

RESET statement_timeout;
RESET lock_timeout;
RESET orders.tenant;
