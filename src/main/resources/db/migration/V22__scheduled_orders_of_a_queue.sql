-- The orders of a location that wait to be fired, in the order of its kitchen's queue; the table holds no others.
CREATE INDEX idx_scheduled_orders_queue ON scheduled_orders (tenant_id, location_id, fire_at, order_id)
    INCLUDE (is_confirmed);
