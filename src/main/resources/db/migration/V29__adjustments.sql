-- Discounts, comps, prices and charges that are given after the sale. Constants as defaults: no table is rewritten.
ALTER TABLE orders ADD COLUMN adjustments JSON NOT NULL DEFAULT '[]';

-- Price of the menu of a line that was sold at another; NULL for all others.
ALTER TABLE order_items ADD COLUMN menu_price NUMERIC(10, 2);
