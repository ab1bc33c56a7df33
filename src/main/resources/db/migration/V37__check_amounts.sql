-- Reads all rows, with locks that let orders be taken and changed meanwhile. Of the constraints that V27 has left
-- unchecked, order_payments_tendered_suffices and the like stay so.
ALTER TABLE orders VALIDATE CONSTRAINT orders_cents_add_up;
ALTER TABLE orders VALIDATE CONSTRAINT orders_discount_within_subtotal;
ALTER TABLE orders VALIDATE CONSTRAINT orders_amounts_bounded;
ALTER TABLE orders VALIDATE CONSTRAINT orders_amounts_of_one_currency;
ALTER TABLE order_items VALIDATE CONSTRAINT order_items_cents_add_up;
ALTER TABLE order_items VALIDATE CONSTRAINT order_items_amounts_of_one_currency;
ALTER TABLE order_payments VALIDATE CONSTRAINT order_payments_amount_check;
ALTER TABLE order_payments VALIDATE CONSTRAINT order_payments_tip_amount_check;
ALTER TABLE order_payments VALIDATE CONSTRAINT order_payments_amounts_of_one_currency;
ALTER TABLE order_refunds VALIDATE CONSTRAINT order_refunds_amount_check;
ALTER TABLE order_refunds VALIDATE CONSTRAINT order_refunds_amounts_of_one_currency;
