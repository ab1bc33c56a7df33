-- On top of orders.sql: an evening at location 105 with 600 orders in its kitchen, ten lines each, and a line for every
-- other order of the two years.
INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status,
                    payment_status, degraded, subtotal, discount_amount, service_charge_amount, tax_amount, tip_amount,
                    total_amount, discounts, service_charges, taxes, tax_rules, created_at, updated_at)
SELECT 1000000 + n, 3, 2, '261101-K' || n, 'kitchen-' || n, 105, 'dine_in',
       (ARRAY ['confirmed', 'preparing'])[1 + n % 2], 'unpaid', '[]', 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, '[]', '[]', '[]', '[]',
       timestamptz '2026-11-01T18:00:00Z' + interval '1 second' * (n / 2),
       timestamptz '2026-11-01T18:00:00Z' + interval '1 second' * n
FROM generate_series(1, 600) n;

INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts,
                         subtotal, discount_amount, tax_amount, total, station, status)
SELECT row_number() OVER (), o.tenant_id, o.id, 10 + dish, 'Dish ' || dish, 1 + (o.id + line) % 3, 1.00,
       CASE (o.id + line) % 4
           WHEN 0 THEN '[{"id": 101, "name": "Cheese", "price": "1.50", "quantity": 1},
                         {"id": 102, "name": "Bacon", "price": "2.00", "quantity": 1}]'
           WHEN 1 THEN '[{"id": 102, "name": "Bacon", "price": "2.00", "quantity": 1},
                         {"id": 101, "name": "Cheese", "price": "1.50", "quantity": 1}]'
           ELSE '[]'
       END::json,
       '[]', 0.00, 0.00, 0.00, 0.00,
       (ARRAY ['grill', 'cold', 'bar', NULL])[1 + dish % 4],
       CASE
           WHEN o.id < 1000000 THEN 'pending'
           ELSE (ARRAY ['pending', 'preparing', 'ready', 'voided'])[1 + (o.id + line) % 4]
       END
FROM orders o
CROSS JOIN LATERAL generate_series(1, CASE WHEN o.id > 1000000 THEN 10 ELSE 1 END) line
CROSS JOIN LATERAL (SELECT (o.id * 7 + line * 3) % 12 AS dish) menu;

-- At location 110: 400 ready orders, every second of them with a recalled line.
INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status,
                    payment_status, degraded, subtotal, discount_amount, service_charge_amount, tax_amount, tip_amount,
                    total_amount, discounts, service_charges, taxes, tax_rules, created_at, updated_at)
SELECT 2000000 + n, 3, 4, '261101-R' || n, 'recall-' || n, 110, 'dine_in', 'ready', 'unpaid', '[]', 0.00, 0.00, 0.00, 0.00, 0.00, 0.00,
       '[]', '[]', '[]', '[]', timestamptz '2026-11-01T18:00:00Z' + interval '1 second' * (n / 4),
       timestamptz '2026-11-01T18:00:00Z' + interval '1 second' * n
FROM generate_series(1, 400) n;

INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts,
                         subtotal, discount_amount, tax_amount, total, station, status)
SELECT 3000000 + id, tenant_id, id, 10, 'Dish', 1, 1.00, '[]', '[]', 0.00, 0.00, 0.00, 0.00, 'grill',
       CASE WHEN id % 2 = 0 THEN 'preparing' ELSE 'ready' END
FROM orders
WHERE id BETWEEN 2000000 AND 3000000;

INSERT INTO kitchen_places (tenant_id, order_id, location_id, queued_at, status, is_scheduled, is_recalled)
SELECT tenant_id, id, location_id, created_at, status, FALSE, TRUE
FROM orders
WHERE id BETWEEN 2000000 AND 3000000 AND id % 2 = 0;

-- At location 109: orders of all kinds, one a second: taken for now, scheduled and fired, and waiting to be fired.
INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status,
                    payment_status, degraded, subtotal, discount_amount, service_charge_amount, tax_amount, tip_amount,
                    total_amount, discounts, service_charges, taxes, tax_rules, created_at, updated_at, scheduled_for,
                    fire_at, fired_at)
SELECT 4000000 + n, 3, 4, '261101-S' || n, 'mixed-' || n, 109, 'dine_in',
       CASE WHEN n % 3 = 2 THEN (ARRAY ['pending', 'confirmed'])[1 + n % 2]
            ELSE (ARRAY ['confirmed', 'preparing', 'ready'])[1 + n % 5 % 3] END,
       'unpaid', '[]', 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, '[]', '[]', '[]', '[]', at, at,
       CASE WHEN n % 3 > 0 THEN at + interval '2 hours' END,
       CASE WHEN n % 3 = 1 THEN at + interval '100 seconds' WHEN n % 3 = 2 THEN at + interval '1 hour' END,
       CASE WHEN n % 3 = 0 THEN at WHEN n % 3 = 1 THEN at + interval '100 seconds' END
FROM generate_series(1, 900) n
CROSS JOIN LATERAL (SELECT timestamptz '2026-11-01T17:00:00Z' + interval '1 second' * (n / 2) AS at) time;

INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts,
                         subtotal, discount_amount, tax_amount, total, station, status)
SELECT 5000000 + id, tenant_id, id, 10, 'Dish', 1, 1.00, '[]', '[]', 0.00, 0.00, 0.00, 0.00, 'grill',
       CASE WHEN status = 'ready' THEN CASE WHEN id % 2 = 0 THEN 'preparing' ELSE 'ready' END ELSE 'pending' END
FROM orders
WHERE id > 4000000;

INSERT INTO kitchen_places (tenant_id, order_id, location_id, queued_at, status, is_scheduled, is_recalled)
SELECT tenant_id, id, location_id, fired_at, status, fire_at IS NOT NULL, status = 'ready' AND id % 2 = 0
FROM orders
WHERE id > 4000000 AND fired_at IS NOT NULL AND (fire_at IS NOT NULL OR status = 'ready' AND id % 2 = 0);

INSERT INTO scheduled_orders (tenant_id, order_id, location_id, scheduled_for, fire_at, is_confirmed)
SELECT tenant_id, id, location_id, scheduled_for, fire_at, status = 'confirmed'
FROM orders
WHERE id > 4000000 AND fire_at IS NOT NULL AND fired_at IS NULL;

-- Far more than there are where they go with their orders.
INSERT INTO kitchen_acknowledgements (tenant_id, order_id, display_id, acknowledged_at)
SELECT tenant_id, id, display, updated_at
FROM orders
CROSS JOIN unnest(ARRAY ['grill-1', 'pass']) display
WHERE id % 3 = 0;

INSERT INTO event_feeds (tenant_id, location_id, last_sequence)
SELECT tenant_id, id, 1000 * id
FROM locations;

ANALYZE;
