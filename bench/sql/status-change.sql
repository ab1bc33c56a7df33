-- The rows of a status change, as plain statements: by pgbench, on orders of six-inserts.sql. Each change moves an order to
-- its next status, and from the last to the first.
\set n :n + 1
\set id :first + 8 * random(1, :most) + :client_id
\set change :start + 8 * :n + :client_id
BEGIN;
UPDATE orders
SET status = CASE status WHEN 'pending' THEN 'confirmed' WHEN 'confirmed' THEN 'preparing' WHEN 'preparing' THEN 'ready'
                         ELSE 'pending' END,
    version = version + 1,
    updated_at = now()
WHERE id = :id AND tenant_id = 1;
INSERT INTO order_status_history (id, tenant_id, order_id, from_status, to_status, changed_at, changed_by)
VALUES (:change, 1, :id, 'confirmed', 'preparing', now(), 'terminal-17');
INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
VALUES (1, 1, :id, 2, 'order.status_changed', now(),
        '{"order_id": 1234567,"order_number":"261122-15NM7","customer_id": null,"order_type":"dine_in","status":"preparing",
"total_amount":"47.92","previous_status":"confirmed","new_status":"preparing","reason": null,"changed_by":"terminal-17"}');
COMMIT;
