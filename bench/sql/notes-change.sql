-- The minimum that changing an order's notes reads and writes, as plain statements: by pgbench, on orders of
-- six-inserts.sql.
\set n :n + 1
\set id :first + 8 * random(1, :most) + :client_id
BEGIN;
SELECT version, status
FROM orders
WHERE id = :id AND tenant_id = 1
FOR NO KEY UPDATE;
UPDATE orders
SET notes = 'change number ' || :n,
    version = version + 1,
    updated_at = now()
WHERE id = :id AND tenant_id = 1;
INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
VALUES (1, 1, :id, 2, 'order.updated', now(),
        '{"order_id": 1234567,"order_number":"261122-15NM7","customer_id": null,"order_type":"dine_in","status":"confirmed",
"total_amount":"47.92","changed":["notes"]}');
COMMIT;
