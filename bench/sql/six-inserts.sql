-- The rows that the service writes for an order with three items, as plain inserts: by pgbench, which defines client_id
-- and start. Ids ascend over all clients, as those from the service's sequences do. Values that are the same in every order
-- are constants, JSON above all, which makes them cheaper than for the service. A space after a colon keeps pgbench from
-- reading a variable.
\set n :n + 1
\set id :start + 8 * :n + :client_id
\set burger 3 * :id
\set salad :burger + 1
\set coffee :burger + 2
\set location random(1, 100)
\set left random(1000000000000, 9999999999999)
\set right random(1000000000000, 9999999999999)
BEGIN;
INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status, payment_status,
                    table_number, guest_count, degraded, subtotal, discount_amount, service_charge_amount, tax_amount,
                    tip_amount, total_amount, discounts, service_charges, taxes, tax_rules, created_at, updated_at,
                    received_at)
VALUES (:id, 1, 1, '261122-' || :id, :left || :right::text, :location, 'dine_in', 'pending', 'unpaid', '12', 2, '[]',
        43.96, 0.00, 0.00, 3.96, 0.00, 47.92, '[]', '[]',
        '[{"name":"Sales tax","rate":"0.09","inclusive": false,"amount":"3.96"}]',
        '[{"name":"Sales tax","rate":"0.09","inclusive": false,"rounding":"half_up","level":"line","categories": []}]',
        now(), now(), now());
INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts, subtotal,
                         discount_amount, tax_amount, total, station, tax_category, course, status)
VALUES (:burger, 1, :id, 10, 'Cheeseburger', 2, 12.99, '[{"id": 101,"name":"Extra Cheese","price":"1.50","quantity": 1}]', '[]',
        28.98, 0.00, 2.61, 31.59, 'grill', 'food', NULL, 'pending');
INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts, subtotal,
                         discount_amount, tax_amount, total, special_instructions, station, tax_category, course, status)
VALUES (:salad, 1, :id, 15, 'Caesar Salad', 1, 9.99, '[]', '[]', 9.99, 0.00, 0.90, 10.89, 'no croutons', 'cold', 'food', NULL,
        'pending');
INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts, subtotal,
                         discount_amount, tax_amount, total, station, tax_category, course, status)
VALUES (:coffee, 1, :id, 20, 'Iced Coffee', 1, 4.99, '[]', '[]', 4.99, 0.00, 0.45, 5.44, 'bar', 'food', NULL, 'pending');
INSERT INTO order_status_history (id, tenant_id, order_id, from_status, to_status, changed_at, changed_by)
VALUES (:id, 1, :id, NULL, 'pending', now(), 'terminal-17');
INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
VALUES (1, :location, :id, 1, 'order.created', now(),
        '{"order_id": 1234567,"order_number":"261122-15NM7","customer_id": null,"order_type":"dine_in","status":"pending",
"total_amount":"47.92","items":[
{"id": 3703701,"menu_item_id": 10,"name":"Cheeseburger","quantity": 2,"unit_price":"12.99",
"modifiers":[{"id": 101,"name":"Extra Cheese","price":"1.50","quantity": 1}],
"subtotal":"28.98","discount_amount":"0.00","tax_amount":"2.61","total":"31.59","special_instructions": null,
"station":"grill","course": null,"status":"pending"},
{"id": 3703702,"menu_item_id": 15,"name":"Caesar Salad","quantity": 1,"unit_price":"9.99","modifiers":[],
"subtotal":"9.99","discount_amount":"0.00","tax_amount":"0.90","total":"10.89","special_instructions":"no croutons",
"station":"cold","course": null,"status":"pending"},
{"id": 3703703,"menu_item_id": 20,"name":"Iced Coffee","quantity": 1,"unit_price":"4.99","modifiers":[],
"subtotal":"4.99","discount_amount":"0.00","tax_amount":"0.45","total":"5.44","special_instructions": null,
"station":"bar","course": null,"status":"pending"}]}');
COMMIT;
