-- The currency that an order was taken in. A column with a constant default rewrites no row, so all rows get the currency
-- that most locations have; those of the other locations are corrected after that, a location at a time, while orders are
-- taken. Outside of a transaction; each step can be repeated.
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

DO $$
DECLARE
    location RECORD;
BEGIN
    FOR location IN SELECT tenant_id, id, currency FROM locations ORDER BY tenant_id, id LOOP
        UPDATE orders SET currency = location.currency
        WHERE tenant_id = location.tenant_id AND location_id = location.id AND currency <> location.currency;
        COMMIT;
    END LOOP;
END $$;

RESET statement_timeout;
RESET lock_timeout;
RESET orders.tenant;
