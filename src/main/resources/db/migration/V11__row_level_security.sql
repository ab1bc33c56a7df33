-- Postgres itself keeps tenants apart, whatever a statement says: see docs/decisions/0016-row-level-security.md. A later
-- migration that makes a table enables this for it, and grants what the service does with it; a test looks for both.

-- Whose rows a session works on: a tenant's id, or * for all, which takes the role for that as well. Nobody's unless
-- the session says so. As an equality, and nothing but one, it costs a statement a single look at its own tenant.
CREATE FUNCTION session_tenant() RETURNS BIGINT
    LANGUAGE SQL STABLE PARALLEL SAFE
    RETURN CAST(nullif(nullif(current_setting('orders.tenant', TRUE), ''), '*') AS BIGINT);

-- Whether a session has said so. As TRUE or NULL: that something is not null the planner expects, so that it goes about a
-- statement as it would without this; that it equals something it takes for rare.
CREATE FUNCTION session_of_every_tenant() RETURNS BOOLEAN
    LANGUAGE SQL STABLE PARALLEL SAFE
    RETURN CASE WHEN current_setting('orders.tenant', TRUE) = '*' THEN TRUE END;

-- Roles belong to all databases of a server: another one's migration may have made them, or be about to.
DO $$
DECLARE
    app TEXT;
BEGIN
    FOREACH app IN ARRAY ARRAY ['orders_app', 'orders_every_tenant'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = app) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', app);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        -- That it is a member does not say that it may become one, so it tries.
        BEGIN
            PERFORM set_config('role', app, TRUE);
        EXCEPTION WHEN insufficient_privilege THEN
            BEGIN
                EXECUTE format('GRANT %I TO CURRENT_USER', app);
            EXCEPTION WHEN unique_violation THEN
                NULL;
            END;
        END;
        PERFORM set_config('role', 'none', TRUE);
    END LOOP;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO orders_app, orders_every_tenant', current_schema());
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the database user % may not make or take the roles orders_app and orders_every_tenant: %',
        CURRENT_USER, SQLERRM
        USING HINT = format('Have a superuser do this once: CREATE ROLE orders_app NOLOGIN; '
                            'CREATE ROLE orders_every_tenant NOLOGIN; GRANT orders_app, orders_every_tenant TO %I;',
                            CURRENT_USER);
END $$;

-- One tenant at a time: all that requests and sagas do.
GRANT SELECT ON locations TO orders_app;
GRANT SELECT, INSERT ON order_status_history, signing_key TO orders_app;
GRANT SELECT, INSERT, UPDATE ON customers, orders, order_items, order_payments, order_refunds, outbox_events, event_feeds,
    feed_cursors, order_report_rows TO orders_app;
GRANT SELECT, INSERT, DELETE ON kitchen_acknowledgements TO orders_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys, menu_answers, parked_sagas, order_daily_summary,
    scheduled_tasks TO orders_app;
GRANT DELETE ON outbox_events TO orders_app;
GRANT USAGE ON SEQUENCE orders_seq, order_items_seq, order_status_history_seq, order_payments_seq, order_refunds_seq
    TO orders_app;

-- All tenants at once: the relay, purges, gauges, looking for work, and tracking codes, which name no tenant.
GRANT SELECT ON customers, orders, order_items, order_status_history, kitchen_acknowledgements, feed_cursors,
    parked_sagas, scheduled_tasks TO orders_every_tenant;
GRANT SELECT, UPDATE ON outbox_events TO orders_every_tenant;
GRANT SELECT, INSERT, UPDATE ON event_feeds TO orders_every_tenant;
GRANT SELECT, UPDATE, DELETE ON idempotency_keys TO orders_every_tenant;
GRANT SELECT, DELETE ON menu_answers TO orders_every_tenant;

-- The owner is held to it too, and may say *: for migrations, and for whoever looks inside.
DO $$
DECLARE
    tenanted REGCLASS;
BEGIN
    FOR tenanted IN
        SELECT c.oid
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
        WHERE c.relnamespace = CAST(current_schema() AS REGNAMESPACE) AND c.relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', tenanted);
        EXECUTE format('CREATE POLICY one_tenant ON %s TO orders_app USING (tenant_id = session_tenant())', tenanted);
        EXECUTE format('CREATE POLICY every_tenant ON %s TO orders_every_tenant, CURRENT_USER '
                       'USING (session_of_every_tenant() IS NOT NULL)', tenanted);
    END LOOP;
END $$;

-- db-scheduler knows no tenants, but our tasks are named by them: 1/4711. Its own work, to find and end tasks, is done for
-- nobody, and gets at all.
ALTER TABLE scheduled_tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON scheduled_tasks TO orders_app
    USING (coalesce(current_setting('orders.tenant', TRUE), '') IN ('', split_part(task_instance, '/', 1)));
CREATE POLICY every_tenant ON scheduled_tasks TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

-- Before a row is known to be the tenant's, Postgres lets nothing see it that might tell of it, not even in an index: of
-- what search needs, ^@ may, lower() may not. So what is searched in any case gets a column.
ALTER TABLE orders
    ADD COLUMN external_id_lower TEXT GENERATED ALWAYS AS (lower(external_id)) STORED,
    ADD COLUMN table_number_lower TEXT GENERATED ALWAYS AS (lower(table_number)) STORED;

DROP STATISTICS orders_external_ids, orders_table_numbers;
DROP INDEX orders_external_id_key, idx_orders_table_number;

CREATE UNIQUE INDEX orders_external_id_key ON orders (tenant_id, external_id_lower text_pattern_ops, external_id)
    WHERE external_id_lower IS NOT NULL;
CREATE INDEX idx_orders_table_number ON orders (tenant_id, table_number_lower text_pattern_ops)
    WHERE table_number_lower IS NOT NULL;
