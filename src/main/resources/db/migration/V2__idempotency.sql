-- The answers to requests with an Idempotency-Key, each written in the transaction of its request's work. Kept for 96
-- hours and given again to whoever repeats the request. A body is short and read once if at all: it stays in its row,
-- uncompressed.
CREATE TABLE idempotency_keys (
    tenant_id     BIGINT       NOT NULL,
    caller        VARCHAR(255) NOT NULL,
    path          VARCHAR(500) NOT NULL,
    key           VARCHAR(255) NOT NULL,
    fingerprint   BYTEA        NOT NULL,
    status        SMALLINT     NOT NULL,
    body          BYTEA        NOT NULL,
    order_id      BIGINT,
    order_version INTEGER,
    created_at    TIMESTAMPTZ  NOT NULL,
    PRIMARY KEY (tenant_id, caller, path, key)
) WITH (toast_tuple_target = 8160);

ALTER TABLE idempotency_keys ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE INDEX idx_idempotency_keys_created_at ON idempotency_keys (created_at);
