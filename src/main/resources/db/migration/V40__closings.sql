-- Bookings of orders on business days, and the days that are closed: see docs/decisions/0031-closings.md.

-- Booked state of each order, so that a change books the difference and no more. No foreign keys: they would have the
-- rows of orders written to.
CREATE TABLE order_bookings (
    order_id     BIGINT  NOT NULL,
    tenant_id    BIGINT  NOT NULL,
    location_id  BIGINT  NOT NULL,
    -- the day of the sale; a payment or refund of another day names it in its entry
    business_day DATE    NOT NULL,
    -- [{"day", "kind", "name", "amount", "count"}]
    entries      JSONB   NOT NULL,
    balance      NUMERIC NOT NULL,
    -- neither completed nor cancelled
    is_open      BOOLEAN NOT NULL,
    PRIMARY KEY (order_id, tenant_id)
) WITH (fillfactor = 85);

CREATE INDEX idx_order_bookings_open ON order_bookings (tenant_id, location_id, business_day)
    WHERE is_open OR balance <> 0;

CREATE TABLE day_bookings (
    tenant_id    BIGINT  NOT NULL,
    location_id  BIGINT  NOT NULL,
    business_day DATE    NOT NULL,
    -- the day on which it would have been booked, had that not been closed
    own_day      DATE    NOT NULL,
    kind         TEXT    NOT NULL,
    -- method of a payment, or tax; empty for others
    name         TEXT    NOT NULL,
    amount       NUMERIC NOT NULL,
    count        BIGINT  NOT NULL,
    PRIMARY KEY (tenant_id, location_id, business_day, own_day, kind, name)
) WITH (fillfactor = 50);

-- Immutable: the service has no right to change or delete one.
CREATE TABLE closings (
    tenant_id    BIGINT       NOT NULL,
    location_id  BIGINT       NOT NULL,
    number       INTEGER      NOT NULL CHECK (number > 0),
    business_day DATE         NOT NULL,
    -- the last event of the location's feed that it contains
    sequence     BIGINT       NOT NULL,
    closed_at    TIMESTAMPTZ  NOT NULL,
    document     JSON         NOT NULL,
    PRIMARY KEY (tenant_id, location_id, number),
    CONSTRAINT closings_one_a_day UNIQUE (tenant_id, location_id, business_day),
    FOREIGN KEY (tenant_id, location_id) REFERENCES locations (tenant_id, id)
);

DO $$
DECLARE
    tenanted TEXT;
BEGIN
    FOREACH tenanted IN ARRAY ARRAY ['order_bookings', 'day_bookings', 'closings'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', tenanted);
        EXECUTE format('CREATE POLICY one_tenant ON %I TO orders_app USING (tenant_id = session_tenant())', tenanted);
        EXECUTE format('CREATE POLICY every_tenant ON %I TO orders_every_tenant, CURRENT_USER '
                       'USING (session_of_every_tenant() IS NOT NULL)', tenanted);
    END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON order_bookings, day_bookings TO orders_app;
GRANT SELECT, INSERT ON closings TO orders_app;
