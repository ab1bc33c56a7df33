-- Inserts ten tenants from 101 on with ten locations each, and reserves ids in the sequences for :orders orders. Returns
-- the ids before the first order, line and status change.
INSERT INTO tenants (id, name)
SELECT 100 + n, 'Chain ' || n
FROM generate_series(1, 10) n
ON CONFLICT DO NOTHING;

INSERT INTO locations (tenant_id, id, name, time_zone, currency, business_day_start, auto_confirm)
SELECT 100 + tenant, 1000 * tenant + n, 'Location ' || n,
       (ARRAY ['America/New_York', 'America/Chicago', 'America/Los_Angeles'])[1 + n % 3], 'USD', '04:00', TRUE
FROM generate_series(1, 10) tenant, generate_series(1, 10) n
ON CONFLICT DO NOTHING;

INSERT INTO customers (tenant_id, id)
SELECT 100 + tenant, n
FROM generate_series(1, 10) tenant, generate_series(1, 5000) n
ON CONFLICT DO NOTHING;

-- A replica uses a block of fifty ids around each value of a sequence: these ids are beyond all blocks in use, and later
-- blocks are beyond these.
SELECT nextval('orders_seq') + 100 AS orders, nextval('order_items_seq') + 100 AS items,
       nextval('order_status_history_seq') + 100 AS changes
\gset
SELECT setval('orders_seq', :orders + :count + 100), setval('order_items_seq', :items + 3 * :count + 103),
       setval('order_status_history_seq', :changes + 5 * :count + 105)
\gset ignored_
\echo :orders :items :changes
