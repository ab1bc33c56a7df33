-- A migration of its own, for the same reason.
-- An event of a location has no order. NOT VALID: all events there are have one.
ALTER TABLE outbox_events
    ALTER COLUMN order_id DROP NOT NULL,
    ALTER COLUMN order_version DROP NOT NULL,
    ADD CONSTRAINT outbox_events_version_of_order CHECK ((order_id IS NULL) = (order_version IS NULL)) NOT VALID;
