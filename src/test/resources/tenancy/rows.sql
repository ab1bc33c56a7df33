-- A row of tenants 1 and 2 in every table that has tenants, after sandbox/restaurants.sql.
CREATE TEMPORARY TABLE of_tenant AS
SELECT tenant_id, min(id) AS location_id
FROM locations
WHERE tenant_id IN (1, 2)
GROUP BY tenant_id;

INSERT INTO customers (tenant_id, id)
SELECT tenant_id, 7
FROM of_tenant;

INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, order_type, status, payment_status,
                    degraded, subtotal, discount_amount, service_charge_amount, tax_amount, tip_amount, total_amount,
                    discounts, service_charges, taxes, tax_rules)
SELECT tenant_id, tenant_id, 1, 'N-1', 'code-' || tenant_id, location_id, 'dine_in', 'pending', 'unpaid', '[]',
       0.00, 0.00, 0.00, 0.00, 0.00, 0.00, '[]', '[]', '[]', '[]'
FROM of_tenant;

INSERT INTO order_items (id, tenant_id, order_id, menu_item_id, name, quantity, unit_price, modifiers, discounts, subtotal,
                         discount_amount, tax_amount, total, status)
SELECT tenant_id, tenant_id, tenant_id, 10, 'Burger', 1, 0.00, '[]', '[]', 0.00, 0.00, 0.00, 0.00, 'pending'
FROM of_tenant;

INSERT INTO order_status_history (id, tenant_id, order_id, to_status, changed_at, changed_by)
SELECT tenant_id, tenant_id, tenant_id, 'pending', now(), 'maria'
FROM of_tenant;

INSERT INTO order_payments (id, tenant_id, order_id, method, status, amount, tip_amount, placed_with_order, created_at)
SELECT tenant_id, tenant_id, tenant_id, 'cash', 'captured', 1, 0, FALSE, now()
FROM of_tenant;

INSERT INTO order_refunds (id, tenant_id, payment_id, amount, reason, status, created_at)
SELECT tenant_id, tenant_id, tenant_id, 1, 'cold', 'done', now()
FROM of_tenant;

INSERT INTO kitchen_acknowledgements (tenant_id, order_id, display_id, acknowledged_at)
SELECT tenant_id, tenant_id, 'grill', now()
FROM of_tenant;

INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data, sequence)
SELECT tenant_id, location_id, tenant_id, 1, 'order.created', now(), '{}', 1
FROM of_tenant;

INSERT INTO event_feeds (tenant_id, location_id, last_sequence)
SELECT tenant_id, location_id, 1
FROM of_tenant;

INSERT INTO feed_cursors (consumer, tenant_id, location_id, sequence)
SELECT 'reports', tenant_id, location_id, 1
FROM of_tenant;

INSERT INTO idempotency_keys (tenant_id, caller, path, key, fingerprint, status, body, created_at)
SELECT tenant_id, 'maria', '/api/v1/orders', 'k', '', 201, '', now()
FROM of_tenant;

INSERT INTO menu_answers (tenant_id, location_id, menu_item_id, item, asked_at)
SELECT tenant_id, location_id, 10, '{}', now()
FROM of_tenant;

INSERT INTO parked_sagas (tenant_id, id, order_id, task_name, task_instance, step, failure, attempts, parked_at)
SELECT tenant_id, 'place-order-1', tenant_id, 'place-order', tenant_id || '/1', 'reserve-stock', 'away', 1200, now()
FROM of_tenant;

INSERT INTO order_daily_summary (tenant_id, location_id, business_day, order_type, status, orders, revenue)
SELECT tenant_id, location_id, '2026-11-22', 'dine_in', 'pending', 1, 0
FROM of_tenant;

INSERT INTO order_report_rows (order_id, tenant_id, business_day, order_type, status, revenue)
SELECT tenant_id, tenant_id, '2026-11-22', 'dine_in', 'pending', 0
FROM of_tenant;

INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
SELECT 'place-order', tenant_id || '/' || tenant_id, now(), FALSE, 1
FROM of_tenant;
