-- Card payments of checks: one authorization for the shares of all orders. Orders wait behind a lock that waits, so this
-- gives up soon; the next start tries again. Constants as defaults: no table is rewritten.
SET LOCAL lock_timeout = '3s';

ALTER TABLE check_payments
    -- as of a payment of an order; all but cards are captured when they are recorded
    ADD COLUMN status            VARCHAR(20) NOT NULL DEFAULT 'captured',
    -- the check that the card was taken on: a merge moves the payment, and a repeated request must have the same body
    ADD COLUMN paid_check_id     BIGINT,
    ADD COLUMN last_four         VARCHAR(4),
    ADD COLUMN decline_code      VARCHAR(100),
    ADD COLUMN authorization_id  VARCHAR(100),
    -- the payment service's one-time token; erased with the answer to the authorization that it was for
    ADD COLUMN card_token        VARCHAR(255),
    -- authorization requests that may have reached the payment service
    ADD COLUMN requests          INTEGER     NOT NULL DEFAULT 0,
    -- with the tip: what the bank is asked to hold, and what is or was to be captured
    ADD COLUMN authorized_amount NUMERIC,
    ADD COLUMN capture_amount    NUMERIC,
    DROP CONSTRAINT check_payments_method_known,
    ADD CONSTRAINT check_payments_method_known CHECK (
        method IN ('cash', 'card', 'gift_card', 'voucher', 'external')) NOT VALID,
    ADD CONSTRAINT check_payments_status_known CHECK (
        status IN ('pending', 'authorized', 'captured', 'declined', 'voided')) NOT VALID,
    ADD CONSTRAINT check_payments_only_cards_are_held CHECK (
        method = 'card' OR (status = 'captured' AND paid_check_id IS NULL AND card_token IS NULL
                            AND authorization_id IS NULL AND authorized_amount IS NULL)) NOT VALID,
    ADD CONSTRAINT check_payments_card_is_complete CHECK (
        method <> 'card' OR (paid_check_id IS NOT NULL AND authorized_amount > 0)) NOT VALID,
    ADD CONSTRAINT check_payments_held_money_is_known CHECK (
        method <> 'card' OR status NOT IN ('authorized', 'captured') OR authorization_id IS NOT NULL) NOT VALID,
    ADD CONSTRAINT check_payments_capture_amount_check CHECK (
        capture_amount >= 0 AND scale(capture_amount) = scale(authorized_amount)) NOT VALID,
    ADD CONSTRAINT check_payments_requests_check CHECK (requests >= 0) NOT VALID;

-- Refunds of the shares in a card payment that go back in one request have the same number.
CREATE SEQUENCE check_refunds_seq;
GRANT USAGE ON SEQUENCE check_refunds_seq TO orders_app;

ALTER TABLE order_refunds
    ADD COLUMN check_refund_id BIGINT;

-- The sagas of a check's payment are of no single order.
ALTER TABLE parked_sagas
    ALTER COLUMN order_id DROP NOT NULL;
