-- The demo restaurants of the tests. What is there already stays as it is.
INSERT INTO tenants (id, name)
VALUES (1, 'Harvest Table Group'),
       (2, 'Blue Door Kitchens')
ON CONFLICT DO NOTHING;

INSERT INTO locations (tenant_id, id, name, time_zone, currency, auto_confirm, tax_rules)
VALUES (1, 1, 'Harvest Table Downtown', 'America/New_York', 'USD', TRUE,
        '[{"name": "Sales tax", "rate": "0.09", "inclusive": false, "rounding": "half_up", "level": "line", "categories": []}]'),
       (1, 2, 'Harvest Table Riverside', 'America/Chicago', 'USD', FALSE,
        '[{"name": "Sales tax", "rate": "0.09", "inclusive": false, "rounding": "half_up", "level": "line", "categories": []}]'),
       (2, 3, 'Blue Door Harbor', 'America/Los_Angeles', 'USD', TRUE,
        '[{"name": "Sales tax", "rate": "0.09", "inclusive": false, "rounding": "half_up", "level": "line", "categories": []}]')
ON CONFLICT DO NOTHING;
