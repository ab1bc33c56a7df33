-- The table of orders first, as in every change of an order, so that the two cannot wait for each other.
-- When the cards of a completed order are captured; NULL if that is at its completion.
ALTER TABLE orders
    ADD COLUMN capture_at TIMESTAMPTZ,
    DROP CONSTRAINT orders_payment_status_known,
    ADD CONSTRAINT orders_payment_status_known CHECK (
        payment_status IN ('unpaid', 'partially_authorized', 'authorized', 'partially_paid', 'paid',
                           'partially_refunded', 'refunded', 'failed')) NOT VALID;

-- Tenders, and what a payment needs until it is captured. Constants as defaults: no table is rewritten.
ALTER TABLE order_payments
    ADD COLUMN rounding_amount   NUMERIC(10, 2) NOT NULL DEFAULT 0,
    ADD COLUMN tendered          NUMERIC(10, 2),
    ADD COLUMN reference         VARCHAR(255),
    ADD COLUMN taken_by          VARCHAR(255),
    ADD COLUMN authorized_amount NUMERIC(10, 2),
    ADD COLUMN capture_amount    NUMERIC(10, 2),
    ADD CONSTRAINT order_payments_tendered_suffices CHECK (tendered >= amount + tip_amount) NOT VALID,
    ADD CONSTRAINT order_payments_rounding_is_cash CHECK (rounding_amount = 0 OR method = 'cash') NOT VALID,
    DROP CONSTRAINT order_payments_method_known,
    ADD CONSTRAINT order_payments_method_known CHECK (
        method IN ('cash', 'card', 'gift_card', 'voucher', 'external')) NOT VALID;

ALTER TABLE order_refunds
    ADD COLUMN kind        VARCHAR(20)    NOT NULL DEFAULT 'correction',
    ADD COLUMN tip_amount  NUMERIC(10, 2) NOT NULL DEFAULT 0,
    ADD COLUMN refunded_by VARCHAR(255),
    ADD CONSTRAINT order_refunds_kind_known CHECK (kind IN ('correction', 'goodwill')) NOT VALID,
    ADD CONSTRAINT order_refunds_tip_is_part CHECK (tip_amount BETWEEN 0 AND amount) NOT VALID;
