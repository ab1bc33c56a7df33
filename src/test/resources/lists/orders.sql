-- 200,000 orders of two years and three tenants, most of them one tenant's: a chain with ten locations, where nothing is
-- spread evenly. Location 10 was closed after the first year; the drive_thru has no recent orders; what is not ended
-- was taken lately, but for a few orders that were forgotten; many orders share their millisecond.
INSERT INTO tenants (id, name) VALUES (3, 'Chain');

INSERT INTO locations (tenant_id, id, name, time_zone, currency)
SELECT 3, 100 + n, 'Location ' || n, 'America/New_York', 'USD'
FROM generate_series(1, 10) n;

INSERT INTO customers (tenant_id, id)
SELECT tenant, n
FROM generate_series(1, 3) tenant, generate_series(1, 5000) n;

INSERT INTO orders (id, tenant_id, version, order_number, tracking_code, location_id, customer_id, order_type, status,
                    payment_status, table_number, external_id, degraded, subtotal, discount_amount,
                    service_charge_amount, tax_amount, tip_amount, total_amount, discounts, service_charges, taxes,
                    tax_rules, cancellation_reason, source, guest_name_lower, created_at, updated_at)
SELECT n,
       tenant_id,
       1,
       to_char(created_at, 'YYMMDD') || '-' || upper(to_hex(n)),
       'code-' || n,
       CASE tenant_id
           WHEN 1 THEN 1 + n % 2
           WHEN 2 THEN 3
           ELSE CASE WHEN location_id = 110 AND age < 0.5 THEN 101 ELSE location_id END
       END,
       CASE WHEN n % 3 = 0 THEN 1 + (dice * 5000)::int % 5000 END,
       order_type,
       status,
       'unpaid',
       CASE WHEN order_type = 'dine_in' THEN CASE WHEN n % 50 = 0 THEN 'Bar_' || n % 7 ELSE (1 + n % 60)::text END END,
       CASE WHEN n % 4 = 0 THEN 'POS-' || n % 9 || '-' || lpad(n::text, 6, '0') END,
       '[]', 0.00, 0.00, 0.00, 0.00, 0.00, 0.00, '[]', '[]', '[]', '[]',
       CASE WHEN status = 'cancelled' THEN 'timeout' END,
       CASE WHEN n % 6 = 0 THEN 'web' WHEN n % 211 = 1 THEN 'kiosk-3' WHEN n < 20000 AND n % 15 = 1 THEN 'kiosk-old' END,
       CASE WHEN n % 7 = 0 THEN CASE n % 5 WHEN 0 THEN 'ada lovelace' WHEN 1 THEN 'guest ' || n % 5003 WHEN 2 THEN 'zoë' END END,
       created_at,
       -- most are left alone after an hour; some are touched again much later
       created_at + CASE WHEN n % 97 = 0 THEN interval '700 days' * age * dice ELSE interval '1 hour' * dice END
FROM (SELECT n,
             age,
             dice,
             -- ten orders a millisecond at times
             timestamptz '2026-11-01T00:00:00Z' - interval '700 days' * age AS created_at,
             CASE WHEN n % 20 = 0 THEN 1 WHEN n % 20 = 1 THEN 2 ELSE 3 END AS tenant_id,
             101 + least(9, (10 * dice * dice)::int) AS location_id,
             CASE
                 WHEN age > 0.9 AND n % 10 = 3 THEN 'drive_thru'
                 WHEN n % 10 < 5 THEN 'dine_in'
                 WHEN n % 10 < 7 THEN 'takeout'
                 WHEN n % 10 < 9 THEN 'delivery'
                 ELSE 'online'
             END AS order_type,
             CASE
                 WHEN age < 0.0005 OR n % 19997 = 0
                     THEN (ARRAY ['pending', 'confirmed', 'preparing', 'ready'])[1 + n % 4]
                 WHEN n % 30 = 7 THEN 'cancelled'
                 ELSE 'completed'
             END AS status
      FROM (SELECT n, round((200000 - n) / 10) / 20000 AS age, hashint4(n)::bigint % 10000 / 20000.0 + 0.5 AS dice
            FROM generate_series(1, 200000) n) numbers) facts;

ANALYZE;
