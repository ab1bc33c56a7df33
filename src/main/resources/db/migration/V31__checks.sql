-- The bill of a table: a group of orders, and later the payments for them. Its sums are those of its orders and not stored.
CREATE SEQUENCE checks_seq;

CREATE TABLE checks (
    id             BIGINT       NOT NULL,
    tenant_id      BIGINT       NOT NULL,
    version        INTEGER      NOT NULL,
    location_id    BIGINT       NOT NULL,
    status         VARCHAR(10)  NOT NULL,
    table_number   VARCHAR(50),
    name           VARCHAR(100),
    guest_count    INTEGER,
    -- the check that its orders went to
    merged_into    BIGINT,
    -- number of its orders, counted while the row is locked
    order_count    INTEGER      NOT NULL,
    -- sum of the versions of its orders when this version was made: as long as it is that, no order has changed since
    order_versions BIGINT       NOT NULL,
    created_at     TIMESTAMPTZ  NOT NULL,
    updated_at     TIMESTAMPTZ  NOT NULL,
    closed_at      TIMESTAMPTZ,
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (tenant_id, location_id) REFERENCES locations (tenant_id, id),
    CONSTRAINT checks_status_known CHECK (status IN ('open', 'closed')),
    CONSTRAINT checks_closed_at_a_time CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT checks_order_count_bounded CHECK (order_count BETWEEN 0 AND 50)
) WITH (fillfactor = 85);

-- Lists filter by it; few checks of a location are open.
CREATE INDEX idx_checks_created_at ON checks (tenant_id, created_at, id);
CREATE INDEX idx_checks_location ON checks (tenant_id, location_id, created_at, id);
CREATE INDEX idx_checks_open ON checks (tenant_id, location_id, created_at, id) WHERE status = 'open';
CREATE INDEX idx_checks_table ON checks (tenant_id, table_number, created_at, id) WHERE table_number IS NOT NULL;

ALTER TABLE checks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON checks TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON checks TO orders_every_tenant, CURRENT_USER USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT, UPDATE ON checks TO orders_app;
GRANT USAGE ON SEQUENCE checks_seq TO orders_app;
