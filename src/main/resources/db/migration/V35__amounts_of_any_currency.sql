-- Amounts with as many decimals as their currency has: the yen none, the dinar of Kuwait three. A NUMERIC without a scale
-- of its own keeps the decimals of each value, zeros included, so that its text is the form of the API.
-- Changes the catalogue alone: no row is written or read. Constraints on a column whose type changes would be checked on
-- all rows, so they are dropped and added again as NOT VALID; V37 checks the rows, while orders are taken.
-- The table of orders first, as in every change of an order, so that the two cannot wait for each other.
SET LOCAL lock_timeout = '5s';

ALTER TABLE orders
    DROP CONSTRAINT orders_cents_add_up,
    DROP CONSTRAINT orders_discount_within_subtotal,
    ALTER COLUMN subtotal TYPE NUMERIC,
    ALTER COLUMN discount_amount TYPE NUMERIC,
    ALTER COLUMN service_charge_amount TYPE NUMERIC,
    ALTER COLUMN tax_amount TYPE NUMERIC,
    ALTER COLUMN tip_amount TYPE NUMERIC,
    ALTER COLUMN total_amount TYPE NUMERIC,
    ADD CONSTRAINT orders_cents_add_up CHECK (
        total_amount = subtotal - discount_amount + service_charge_amount + tax_amount + tip_amount) NOT VALID,
    ADD CONSTRAINT orders_discount_within_subtotal CHECK (discount_amount BETWEEN 0 AND subtotal) NOT VALID,
    -- ten digits, whatever the currency
    ADD CONSTRAINT orders_amounts_bounded CHECK (greatest(subtotal, total_amount) <= 9999999999) NOT VALID,
    ADD CONSTRAINT orders_amounts_of_one_currency CHECK (
        scale(subtotal) = scale(total_amount) AND scale(discount_amount) = scale(total_amount)
        AND scale(service_charge_amount) = scale(total_amount) AND scale(tax_amount) = scale(total_amount)
        AND scale(tip_amount) = scale(total_amount)) NOT VALID;

ALTER TABLE order_items
    DROP CONSTRAINT order_items_cents_add_up,
    ALTER COLUMN unit_price TYPE NUMERIC,
    ALTER COLUMN menu_price TYPE NUMERIC,
    ALTER COLUMN subtotal TYPE NUMERIC,
    ALTER COLUMN discount_amount TYPE NUMERIC,
    ALTER COLUMN tax_amount TYPE NUMERIC,
    ALTER COLUMN total TYPE NUMERIC,
    ADD CONSTRAINT order_items_cents_add_up CHECK (total = subtotal - discount_amount + tax_amount) NOT VALID,
    ADD CONSTRAINT order_items_amounts_of_one_currency CHECK (
        scale(unit_price) = scale(total) AND scale(menu_price) = scale(total) AND scale(subtotal) = scale(total)
        AND scale(discount_amount) = scale(total) AND scale(tax_amount) = scale(total)) NOT VALID;

ALTER TABLE order_payments
    DROP CONSTRAINT order_payments_amount_check,
    DROP CONSTRAINT order_payments_tip_amount_check,
    DROP CONSTRAINT order_payments_tendered_suffices,
    DROP CONSTRAINT order_payments_rounding_is_cash,
    ALTER COLUMN amount TYPE NUMERIC,
    ALTER COLUMN tip_amount TYPE NUMERIC,
    ALTER COLUMN rounding_amount TYPE NUMERIC,
    ALTER COLUMN tendered TYPE NUMERIC,
    ALTER COLUMN authorized_amount TYPE NUMERIC,
    ALTER COLUMN capture_amount TYPE NUMERIC,
    ADD CONSTRAINT order_payments_amount_check CHECK (amount >= 0) NOT VALID,
    ADD CONSTRAINT order_payments_tip_amount_check CHECK (tip_amount >= 0) NOT VALID,
    ADD CONSTRAINT order_payments_tendered_suffices CHECK (tendered >= amount + tip_amount) NOT VALID,
    ADD CONSTRAINT order_payments_rounding_is_cash CHECK (rounding_amount = 0 OR method = 'cash') NOT VALID,
    ADD CONSTRAINT order_payments_amounts_of_one_currency CHECK (
        scale(tip_amount) = scale(amount) AND scale(rounding_amount) = scale(amount)
        AND scale(tendered) = scale(amount) AND scale(authorized_amount) = scale(amount)
        AND scale(capture_amount) = scale(amount)) NOT VALID;

ALTER TABLE order_refunds
    DROP CONSTRAINT order_refunds_amount_check,
    DROP CONSTRAINT order_refunds_tip_is_part,
    ALTER COLUMN amount TYPE NUMERIC,
    ALTER COLUMN tip_amount TYPE NUMERIC,
    ADD CONSTRAINT order_refunds_amount_check CHECK (amount > 0) NOT VALID,
    ADD CONSTRAINT order_refunds_tip_is_part CHECK (tip_amount BETWEEN 0 AND amount) NOT VALID,
    ADD CONSTRAINT order_refunds_amounts_of_one_currency CHECK (scale(tip_amount) = scale(amount)) NOT VALID;
