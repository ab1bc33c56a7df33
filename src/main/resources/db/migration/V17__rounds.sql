-- Order version of the last change that the kitchen must see, and the one whose lines the stock reservation covers.
ALTER TABLE orders
    ADD COLUMN kitchen_version        INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN reserved_items_version INTEGER;

-- How a line was taken off the order; null for a line that was not, and for those taken off before this version.
ALTER TABLE order_items
    ADD COLUMN void_reason VARCHAR(500),
    ADD COLUMN void_used   BOOLEAN,
    ADD COLUMN voided_by   VARCHAR(255),
    ADD COLUMN voided_at   TIMESTAMPTZ;

-- Order version that the display has shown.
ALTER TABLE kitchen_acknowledgements ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
GRANT UPDATE ON kitchen_acknowledgements TO orders_app;
