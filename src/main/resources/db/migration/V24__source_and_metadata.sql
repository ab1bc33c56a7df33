-- What an order came from, and texts of the caller's own. Most orders have neither: no defaults, so that the table is not
-- rewritten.
ALTER TABLE orders
    ADD COLUMN source   VARCHAR(50),
    ADD COLUMN metadata JSON;
