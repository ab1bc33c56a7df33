-- Inserts the orders :from to :to of :orders, with their lines and histories, spread over two years; no events and no
-- tasks. bench/generate runs it, one transaction each time.

-- Skips the check of foreign keys if the user may do so: they are valid by construction.
SELECT current_setting('is_superuser') = 'on' AS trusted \gset
\if :trusted
SET session_replication_role = replica;
\endif
SET synchronous_commit = off;

CREATE TEMP TABLE loaded AS
SELECT :first + n AS id,
       n,
       tenant_id,
       1000 * (tenant_id - 100) + 1 + floor(10 * dice * dice)::bigint AS location_id,
       least(created_at, now() - interval '1 minute') AS created_at,
       CASE
           WHEN created_at > now() - interval '1 hour' THEN (ARRAY ['confirmed', 'preparing', 'ready'])[1 + n % 3]
           WHEN n % 30 = 7 THEN 'cancelled'
           ELSE 'completed'
       END AS status,
       (ARRAY ['dine_in', 'dine_in', 'dine_in', 'takeout', 'takeout', 'delivery', 'drive_thru', 'online'])[1 + n / 2 % 8]
           AS order_type,
       CASE WHEN n % 3 = 0 THEN 1 + n / 3 % 5000 END AS customer_id,
       1 + n / 5 % 3 AS lines
FROM (SELECT n,
             CASE WHEN n % 2 = 0 THEN 101 ELSE 102 + n / 2 % 9 END AS tenant_id,
             random() AS dice,
             -- later hours are busier
             date_trunc('day', even) + power(extract(epoch FROM even - date_trunc('day', even)) / 86400, 0.6)
                 * interval '24 hours' AS created_at
      FROM (SELECT n, now() - interval '730 days' * (1 - n::float8 / :orders) AS even
            FROM generate_series(:from::bigint, :to::bigint) n) numbers) facts;

CREATE TEMP TABLE line AS
SELECT *
FROM (VALUES (1, 10, 'Cheeseburger', 1, 12.99, 12.99, 1.17, 'grill'),
             (2, 15, 'Caesar Salad', 2, 9.99, 19.98, 1.80, 'cold'),
             (3, 20, 'Iced Coffee', 1, 4.99, 4.99, 0.45, 'bar'))
    AS menu (number, menu_item_id, name, quantity, unit_price, subtotal, tax, station);

INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, customer_id, customer, order_type,
                    status, payment_status, table_number, guest_count, external_id, degraded, subtotal, discount_amount,
                    service_charge_amount, tax_amount, tip_amount, total_amount, discounts, service_charges, taxes,
                    tax_rules, cancellation_reason, created_at, updated_at, received_at)
SELECT o.id,
       o.tenant_id,
       CASE o.status WHEN 'completed' THEN 5 WHEN 'ready' THEN 4 WHEN 'preparing' THEN 3 ELSE 2 END,
       to_char(o.created_at, 'YYMMDD') || '-' || lpad(upper(to_hex(o.id)), 6, '0'),
       'bench' || md5(o.id::text),
       o.location_id,
       o.customer_id,
       CASE WHEN o.customer_id IS NOT NULL
            THEN json_build_object('id', o.customer_id, 'name', 'Guest ' || o.customer_id, 'email', NULL, 'phone', NULL)
       END,
       o.order_type,
       o.status,
       'unpaid',
       CASE WHEN o.order_type = 'dine_in' THEN (1 + o.n % 60)::text END,
       CASE WHEN o.order_type = 'dine_in' THEN 1 + o.n % 6 END,
       CASE WHEN o.n % 4 = 0 THEN 'pos-' || o.n % 9 || '-' || lpad(o.id::text, 9, '0') END,
       '[]', sums.subtotal, 0.00, 0.00, sums.tax, 0.00, sums.subtotal + sums.tax, '[]', '[]',
       json_build_array(json_build_object('name', 'Sales tax', 'rate', '0.09', 'inclusive', FALSE, 'amount', sums.tax::text)),
       '[{"name": "Sales tax", "rate": "0.09", "inclusive": false, "rounding": "half_up", "level": "line", "categories": []}]',
       CASE WHEN o.status = 'cancelled' THEN 'customer_request' END,
       o.created_at,
       least(o.created_at + interval '40 minutes' * random(), now()),
       o.created_at
FROM loaded o
JOIN (SELECT upto.number AS lines, sum(line.subtotal) AS subtotal, sum(line.tax) AS tax
      FROM line upto
      JOIN line ON line.number <= upto.number
      GROUP BY upto.number) sums ON sums.lines = o.lines
ORDER BY o.id;

INSERT INTO order_items (id, tenant_id, order_id, line_number, menu_item_id, name, quantity, unit_price, modifiers, discounts,
                         subtotal, discount_amount, tax_amount, total, station, tax_category, course, status)
SELECT :first_item + 3 * o.n + line.number, o.tenant_id, o.id, line.number, line.menu_item_id, line.name, line.quantity,
       line.unit_price, '[]', '[]', line.subtotal, 0.00, line.tax, line.subtotal + line.tax, line.station, 'food', 1,
       CASE o.status WHEN 'confirmed' THEN 'pending' WHEN 'preparing' THEN 'preparing' ELSE 'ready' END
FROM loaded o
JOIN line ON line.number <= o.lines
ORDER BY o.id;

INSERT INTO order_status_history (id, tenant_id, order_id, from_status, to_status, changed_at, changed_by, reason)
SELECT :first_change + 5 * o.n + step.number, o.tenant_id, o.id, step.from_status,
       CASE WHEN o.status = 'cancelled' AND step.number = 2 THEN 'cancelled' ELSE step.to_status END,
       least(o.created_at + (step.number - 1) * interval '7 minutes', now()),
       CASE step.number WHEN 2 THEN 'system' ELSE 'staff-' || o.n % 20 END,
       NULL
FROM loaded o
JOIN (VALUES (1, NULL, 'pending'), (2, 'pending', 'confirmed'), (3, 'confirmed', 'preparing'),
             (4, 'preparing', 'ready'), (5, 'ready', 'completed')) AS step (number, from_status, to_status)
    ON step.number <= CASE o.status
                          WHEN 'completed' THEN 5
                          WHEN 'ready' THEN 4
                          WHEN 'preparing' THEN 3
                          ELSE 2
                      END
ORDER BY o.id;
