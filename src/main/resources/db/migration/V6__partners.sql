-- What the menu service last said of each item that could be ordered, for replicas that start while it is away. Written
-- behind the requests; purged after a day.
CREATE TABLE menu_answers (
    tenant_id    BIGINT      NOT NULL,
    location_id  BIGINT      NOT NULL,
    menu_item_id BIGINT      NOT NULL,
    item         JSON        NOT NULL,
    asked_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (tenant_id, location_id, menu_item_id)
);

-- Who the customer is, as the order was told; {"id", "name", "email", "phone"}. A copy, so that an order never changes
-- without its version.
ALTER TABLE orders ADD COLUMN customer JSON;

-- What the customer service calls its customers is not ours to limit.
ALTER TABLE customers
    ALTER COLUMN name TYPE TEXT,
    ALTER COLUMN email TYPE TEXT,
    ALTER COLUMN phone TYPE TEXT,
    -- since when somebody's details are to be fetched; null when nobody waits for them
    ADD COLUMN wanted_at TIMESTAMPTZ;

CREATE INDEX idx_customers_wanted ON customers (wanted_at) WHERE wanted_at IS NOT NULL;

-- Small: an order leaves it, or never gets into it, when its customer is known.
CREATE INDEX idx_orders_customer_unknown ON orders (tenant_id, customer_id)
    WHERE customer_id IS NOT NULL AND customer IS NULL;
