-- Orders and what hangs on them. Every table carries tenant_id, and every key has it as a column, so that a tenant can
-- become the distribution column of a sharded Postgres. Money is NUMERIC(10,2), time is TIMESTAMPTZ. Enumerations are
-- stored as the API writes them, so that a read needs no translation.

-- The one form in which an instant leaves the service: RFC 3339, UTC, milliseconds.
CREATE FUNCTION rfc3339(instant TIMESTAMPTZ) RETURNS TEXT
    LANGUAGE SQL STABLE
    RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

CREATE TABLE tenants (
    id   BIGINT PRIMARY KEY,
    name VARCHAR(200) NOT NULL
);

CREATE TABLE locations (
    id                 BIGINT       NOT NULL,
    tenant_id          BIGINT       NOT NULL REFERENCES tenants (id),
    name               VARCHAR(200) NOT NULL,
    time_zone          VARCHAR(50)  NOT NULL,
    currency           CHAR(3)      NOT NULL,
    business_day_start TIME         NOT NULL DEFAULT '00:00',
    auto_confirm       BOOLEAN      NOT NULL DEFAULT FALSE,
    -- [{"name", "rate", "inclusive", "rounding", "level", "categories"}], see docs/money.md
    tax_rules          JSON         NOT NULL DEFAULT '[]',
    PRIMARY KEY (tenant_id, id)
);

-- A replica of what the customer service knows; a row with an id alone waits to be filled in.
CREATE TABLE customers (
    id         BIGINT NOT NULL,
    tenant_id  BIGINT NOT NULL REFERENCES tenants (id),
    name       VARCHAR(200),
    email      VARCHAR(320),
    phone      VARCHAR(50),
    fetched_at TIMESTAMPTZ,
    PRIMARY KEY (tenant_id, id)
);

CREATE SEQUENCE orders_seq INCREMENT BY 50;

CREATE TABLE orders (
    id                    BIGINT         NOT NULL,
    tenant_id             BIGINT         NOT NULL REFERENCES tenants (id),
    version               INTEGER        NOT NULL,
    order_number          VARCHAR(50)    NOT NULL,
    tracking_code         VARCHAR(50)    NOT NULL,
    location_id           BIGINT         NOT NULL,
    customer_id           BIGINT,
    order_type            VARCHAR(20)    NOT NULL,
    status                VARCHAR(20)    NOT NULL,
    payment_status        VARCHAR(20)    NOT NULL,
    table_number          VARCHAR(50),
    guest_count           INTEGER,
    notes                 VARCHAR(500),
    scheduled_for         TIMESTAMPTZ,
    external_id           VARCHAR(255),
    degraded              JSON           NOT NULL,
    subtotal              NUMERIC(10, 2) NOT NULL,
    discount_amount       NUMERIC(10, 2) NOT NULL,
    service_charge_amount NUMERIC(10, 2) NOT NULL,
    tax_amount            NUMERIC(10, 2) NOT NULL,
    tip_amount            NUMERIC(10, 2) NOT NULL,
    total_amount          NUMERIC(10, 2) NOT NULL,
    discounts             JSON           NOT NULL,
    service_charges       JSON           NOT NULL,
    taxes                 JSON           NOT NULL,
    -- the location's rules at the time of the sale: an edit is taxed as the order was
    tax_rules             JSON           NOT NULL,
    cancellation_reason   VARCHAR(20),
    cancellation_notes    VARCHAR(500),
    estimated_ready_time  TIMESTAMPTZ,
    -- what the inventory service calls the stock it holds for this order
    reservation_id        VARCHAR(100),
    created_at            TIMESTAMPTZ    NOT NULL DEFAULT now(),
    updated_at            TIMESTAMPTZ    NOT NULL DEFAULT now(),
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (tenant_id, location_id) REFERENCES locations (tenant_id, id),
    FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
    CONSTRAINT orders_tracking_code_key UNIQUE (tracking_code, tenant_id),
    CONSTRAINT orders_cents_add_up CHECK (
        total_amount = subtotal - discount_amount + service_charge_amount + tax_amount + tip_amount),
    CONSTRAINT orders_discount_within_subtotal CHECK (discount_amount BETWEEN 0 AND subtotal),
    CONSTRAINT orders_order_type_known CHECK (
        order_type IN ('dine_in', 'takeout', 'delivery', 'drive_thru', 'online')),
    CONSTRAINT orders_status_known CHECK (
        status IN ('pending', 'confirmed', 'preparing', 'ready', 'completed', 'cancelled')),
    CONSTRAINT orders_payment_status_known CHECK (
        payment_status IN ('unpaid', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'failed')),
    CONSTRAINT orders_cancelled_for_a_reason CHECK ((status = 'cancelled') = (cancellation_reason IS NOT NULL))
) WITH (fillfactor = 85);

-- What lists go by; docs/lists.md says which list goes by which. An order pays for each of these when it is taken, and
-- again for all of them with each new status, so there is none that another could stand in for. Times ascend, though
-- most lists descend: an index is read backwards as well, but only grows densely at its upper end. The columns after id
-- order nothing: by them the index itself answers a filter, without a look at the row.
CREATE INDEX idx_orders_created_at ON orders (tenant_id, created_at, id);
CREATE INDEX idx_orders_updated_at ON orders (tenant_id, updated_at, id, location_id, status, order_type);
CREATE INDEX idx_orders_location ON orders (tenant_id, location_id, created_at, id, status, order_type);
CREATE INDEX idx_orders_tenant_status ON orders (tenant_id, status, order_type, created_at, id);
CREATE INDEX idx_orders_customer ON orders (tenant_id, customer_id, created_at, id)
    WHERE customer_id IS NOT NULL;

-- small: an order leaves it when it ends
CREATE INDEX idx_orders_active ON orders (tenant_id, location_id, status, created_at, id)
    WHERE status IN ('pending', 'confirmed', 'preparing', 'ready');

-- What is searched by how it begins, in any case: hence lower(), and the operator class that compares character by
-- character whatever the database's language. Two of these are what makes the names unique, too; the second with its
-- case, since it is another system that gives it.
CREATE UNIQUE INDEX orders_order_number_key ON orders (tenant_id, order_number text_pattern_ops);
CREATE UNIQUE INDEX orders_external_id_key ON orders (tenant_id, lower(external_id) text_pattern_ops, external_id)
    WHERE external_id IS NOT NULL;
CREATE INDEX idx_orders_table_number ON orders (tenant_id, lower(table_number) text_pattern_ops)
    WHERE table_number IS NOT NULL;

-- The planner draws nothing from what it knows of an index with a WHERE; without these it takes each search for common.
CREATE STATISTICS orders_external_ids ON (lower(external_id)) FROM orders;
CREATE STATISTICS orders_table_numbers ON (lower(table_number)) FROM orders;

CREATE SEQUENCE order_items_seq INCREMENT BY 50;

CREATE TABLE order_items (
    id                   BIGINT         NOT NULL,
    tenant_id            BIGINT         NOT NULL,
    order_id             BIGINT         NOT NULL,
    menu_item_id         BIGINT         NOT NULL,
    name                 VARCHAR(200)   NOT NULL,
    quantity             INTEGER        NOT NULL CHECK (quantity > 0),
    unit_price           NUMERIC(10, 2) NOT NULL,
    modifiers            JSON           NOT NULL,
    discounts            JSON           NOT NULL,
    subtotal             NUMERIC(10, 2) NOT NULL,
    discount_amount      NUMERIC(10, 2) NOT NULL,
    tax_amount           NUMERIC(10, 2) NOT NULL,
    total                NUMERIC(10, 2) NOT NULL,
    special_instructions VARCHAR(500),
    station              VARCHAR(50),
    tax_category         VARCHAR(50),
    course               INTEGER,
    status               VARCHAR(20)    NOT NULL,
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (order_id, tenant_id) REFERENCES orders (id, tenant_id),
    CONSTRAINT order_items_cents_add_up CHECK (total = subtotal - discount_amount + tax_amount),
    CONSTRAINT order_items_status_known CHECK (status IN ('pending', 'preparing', 'ready', 'voided'))
);

CREATE INDEX idx_order_items_order ON order_items (order_id, tenant_id);

CREATE SEQUENCE order_status_history_seq INCREMENT BY 50;

CREATE TABLE order_status_history (
    id          BIGINT       NOT NULL,
    tenant_id   BIGINT       NOT NULL,
    order_id    BIGINT       NOT NULL,
    from_status VARCHAR(20),
    to_status   VARCHAR(20)  NOT NULL,
    changed_at  TIMESTAMPTZ  NOT NULL,
    changed_by  VARCHAR(255) NOT NULL,
    reason      VARCHAR(500),
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (order_id, tenant_id) REFERENCES orders (id, tenant_id),
    CONSTRAINT order_status_history_is_a_change CHECK (from_status IS DISTINCT FROM to_status)
);

CREATE INDEX idx_order_status_history_order ON order_status_history (order_id, tenant_id);

CREATE SEQUENCE order_payments_seq INCREMENT BY 50;

CREATE TABLE order_payments (
    id                BIGINT         NOT NULL,
    tenant_id         BIGINT         NOT NULL,
    order_id          BIGINT         NOT NULL,
    method            VARCHAR(20)    NOT NULL,
    status            VARCHAR(20)    NOT NULL,
    amount            NUMERIC(10, 2) NOT NULL CHECK (amount >= 0),
    tip_amount        NUMERIC(10, 2) NOT NULL CHECK (tip_amount >= 0),
    last_four         VARCHAR(4),
    decline_code      VARCHAR(100),
    authorization_id  VARCHAR(100),
    -- the payment service's one-time token; erased with the answer to the authorization that it was for
    card_token        VARCHAR(255),
    placed_with_order BOOLEAN        NOT NULL,
    created_at        TIMESTAMPTZ    NOT NULL,
    PRIMARY KEY (id, tenant_id),
    FOREIGN KEY (order_id, tenant_id) REFERENCES orders (id, tenant_id),
    CONSTRAINT order_payments_method_known CHECK (method IN ('cash', 'card')),
    CONSTRAINT order_payments_status_known CHECK (
        status IN ('pending', 'authorized', 'captured', 'declined', 'voided'))
);

CREATE INDEX idx_order_payments_order ON order_payments (order_id, tenant_id);

-- One row a fact, written in the transaction of the fact. The relay gives it the next number of its feed afterwards.
-- The id is assigned by the database at insert: a fact that builds on another has the higher id, whichever replica
-- wrote it, which ids handed out in blocks would not ensure.
CREATE TABLE outbox_events (
    id            BIGINT      GENERATED ALWAYS AS IDENTITY,
    tenant_id     BIGINT      NOT NULL,
    location_id   BIGINT      NOT NULL,
    order_id      BIGINT      NOT NULL,
    order_version INTEGER     NOT NULL,
    event_id      UUID        NOT NULL DEFAULT gen_random_uuid(),
    event_type    VARCHAR(50) NOT NULL,
    occurred_at   TIMESTAMPTZ NOT NULL,
    data          JSON        NOT NULL,
    sequence      BIGINT,
    PRIMARY KEY (id, tenant_id)
);

CREATE INDEX idx_outbox_events_order ON outbox_events (order_id, tenant_id);
CREATE INDEX idx_outbox_events_unsequenced ON outbox_events (id) INCLUDE (tenant_id, location_id) WHERE sequence IS NULL;
CREATE UNIQUE INDEX idx_outbox_events_feed ON outbox_events (tenant_id, location_id, sequence) WHERE sequence IS NOT NULL;

-- A feed is one location's events, numbered 1, 2, 3 without a gap. What lies between the two numbers awaits Redis.
CREATE TABLE event_feeds (
    tenant_id          BIGINT NOT NULL,
    location_id        BIGINT NOT NULL,
    last_sequence      BIGINT NOT NULL,
    published_sequence BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, location_id),
    CONSTRAINT event_feeds_published_is_assigned CHECK (published_sequence <= last_sequence)
) WITH (fillfactor = 50);

-- The table of db-scheduler, as its documentation gives it.
CREATE TABLE scheduled_tasks (
    task_name            TEXT        NOT NULL,
    task_instance        TEXT        NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMPTZ NOT NULL,
    picked               BOOLEAN     NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMPTZ,
    last_failure         TIMESTAMPTZ,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMPTZ,
    version              BIGINT      NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX idx_scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX idx_scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
