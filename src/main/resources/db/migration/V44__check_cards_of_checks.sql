-- Reads all rows, with locks that let checks be paid meanwhile.
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_method_known;
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_status_known;
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_only_cards_are_held;
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_card_is_complete;
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_held_money_is_known;
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_capture_amount_check;
ALTER TABLE check_payments VALIDATE CONSTRAINT check_payments_requests_check;
