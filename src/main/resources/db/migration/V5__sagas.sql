-- When an order reached this service; created_at lies before that when it was taken by a terminal without a connection.
ALTER TABLE orders ADD COLUMN received_at TIMESTAMPTZ NOT NULL DEFAULT now();

-- Sagas whose attempts are used up: each waits for somebody to send it on.
CREATE TABLE parked_sagas (
    tenant_id     BIGINT       NOT NULL,
    id            VARCHAR(200) NOT NULL,
    order_id      BIGINT       NOT NULL,
    -- what db-scheduler calls it: see scheduled_tasks
    task_name     TEXT         NOT NULL,
    task_instance TEXT         NOT NULL,
    step          VARCHAR(50)  NOT NULL,
    failure       VARCHAR(500) NOT NULL,
    attempts      INTEGER      NOT NULL,
    parked_at     TIMESTAMPTZ  NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX idx_parked_sagas_parked_at ON parked_sagas (tenant_id, parked_at);

-- How far each of those who read the feeds has come. Those that exist at this point begin with what happens from now on.
CREATE TABLE feed_cursors (
    consumer    VARCHAR(50) NOT NULL,
    tenant_id   BIGINT      NOT NULL,
    location_id BIGINT      NOT NULL,
    sequence    BIGINT      NOT NULL,
    PRIMARY KEY (consumer, tenant_id, location_id)
) WITH (fillfactor = 50);

INSERT INTO feed_cursors (consumer, tenant_id, location_id, sequence)
SELECT consumer, tenant_id, location_id, last_sequence
FROM event_feeds
CROSS JOIN (VALUES ('notification'), ('analytics')) AS known (consumer);
