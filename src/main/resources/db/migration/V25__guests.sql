-- The guest that an order is for, and where and how it is handed over. Most orders have neither: no defaults, so that the
-- table is not rewritten. A generated column would rewrite it, so the service writes the name that searches compare
-- (V11 says why that is a column, V14 why it has so many statistics).
ALTER TABLE orders
    ADD COLUMN guest            JSON,
    ADD COLUMN guest_name_lower TEXT,
    ADD COLUMN fulfilment       JSON;

ALTER TABLE orders ALTER COLUMN guest_name_lower SET STATISTICS 1000;
