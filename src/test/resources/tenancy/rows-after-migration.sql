-- Rows of tenants 1 and 2 in tables that are younger than row-level security, after rows.sql.
INSERT INTO location_items (tenant_id, location_id, menu_item_id, changed_at, changed_by)
SELECT tenant_id, min(id), 10, now(), 'maria'
FROM locations
WHERE tenant_id IN (1, 2)
GROUP BY tenant_id;

INSERT INTO checks (tenant_id, id, location_id, version, status, order_count, order_versions, created_at, updated_at)
SELECT tenant_id, min(id), min(id), 1, 'open', 0, 0, now(), now()
FROM locations
WHERE tenant_id IN (1, 2)
GROUP BY tenant_id;

INSERT INTO check_payments (tenant_id, id, check_id, method, taken_by, created_at)
SELECT tenant_id, id, id, 'cash', 'maria', now()
FROM checks
WHERE tenant_id IN (1, 2);

INSERT INTO scheduled_orders (tenant_id, order_id, location_id, scheduled_for, fire_at, is_confirmed)
SELECT tenant_id, tenant_id, location_id, now(), now(), FALSE
FROM of_tenant;

INSERT INTO kitchen_places (tenant_id, order_id, location_id, queued_at, status, is_scheduled, is_recalled)
SELECT tenant_id, tenant_id, location_id, now(), 'ready', FALSE, TRUE
FROM of_tenant;

INSERT INTO order_bookings (order_id, tenant_id, location_id, business_day, entries, balance, is_open)
SELECT tenant_id, tenant_id, location_id, '2026-11-22', '[]', 0, TRUE
FROM of_tenant;

INSERT INTO day_bookings (tenant_id, location_id, business_day, own_day, kind, name, amount, count)
SELECT tenant_id, location_id, '2026-11-22', '2026-11-22', 'gross', '', 0, 0
FROM of_tenant;

INSERT INTO closings (tenant_id, location_id, number, business_day, sequence, closed_at, document)
SELECT tenant_id, location_id, 1, '2026-11-22', 1, now(), '{}'
FROM of_tenant;
