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
