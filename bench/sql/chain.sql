-- The restaurants of the loads: tenant 1 with a hundred locations for orders and ten more for queues, each confirming
-- orders automatically, with one tax of 9 %.
INSERT INTO tenants (id, name) VALUES (1, 'Chain');

INSERT INTO locations (tenant_id, id, name, time_zone, currency, business_day_start, auto_confirm, tax_rules)
SELECT 1, n, 'Location ' || n, 'America/New_York', 'USD', '04:00', TRUE,
       '[{"name": "Sales tax", "rate": "0.09", "inclusive": false, "rounding": "half_up", "level": "line", "categories": []}]'
FROM generate_series(1, 110) n;
