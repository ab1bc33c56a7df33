-- Why an order is sold without taxes: reason and certificate. Most orders are taxed: no default, so that the table is not
-- rewritten.
SET LOCAL lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN tax_exempt JSON;
