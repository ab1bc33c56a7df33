-- The minimum that adding an item reads and writes, as plain statements: by pgbench, on orders of six-inserts.sql, whose
-- items have ids three times as high. The totals are written, with the same values.
\set n :n + 1
\set id :first + 8 * random(1, :most) + :client_id
\set item 3 * (:start + 8 * :n + :client_id)
BEGIN;
SELECT version, status, total_amount
FROM orders
WHERE id = :id AND tenant_id = 1
FOR NO KEY UPDATE;
INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts, subtotal,
                         discount_amount, tax_amount, total, station, tax_category, course, status)
VALUES (:item, 1, :id, 20, 'Iced Coffee', 1, 4.99, '[]', '[]', 4.99, 0.00, 0.45, 5.44, 'bar', 'food', NULL, 'pending');
UPDATE orders
SET subtotal = subtotal + 0,
    total_amount = total_amount + 0,
    version = version + 1,
    updated_at = now()
WHERE id = :id AND tenant_id = 1;
INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
VALUES (1, 1, :id, 2, 'order.updated', now(),
        '{"order_id": 1234567,"order_number":"261122-15NM7","customer_id": null,"order_type":"dine_in","status":"pending",
"total_amount":"53.36","changed":["items"],"items":[
{"id": 3703704,"menu_item_id": 20,"name":"Iced Coffee","quantity": 1,"unit_price":"4.99","modifiers":[],
"subtotal":"4.99","discount_amount":"0.00","tax_amount":"0.45","total":"5.44","special_instructions": null,
"station":"bar","course": null,"status":"pending"}]}');
COMMIT;
