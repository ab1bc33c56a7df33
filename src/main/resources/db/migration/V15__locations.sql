-- Locations become a resource of the API: an admin makes and changes them, staff pause them and mark items as out.
-- All columns have constant defaults, so that no table is rewritten; what locations have already they keep.
ALTER TABLE locations
    ADD COLUMN version               INTEGER     NOT NULL DEFAULT 1,
    ADD COLUMN updated_at            TIMESTAMPTZ NOT NULL DEFAULT now(),
    ADD COLUMN active                BOOLEAN     NOT NULL DEFAULT TRUE,
    ADD COLUMN courses               VARCHAR(10) NOT NULL DEFAULT 'off',
    ADD COLUMN prep_minutes          INTEGER     NOT NULL DEFAULT 15,
    ADD COLUMN cash_rounding         NUMERIC,
    ADD COLUMN capture_delay_minutes INTEGER     NOT NULL DEFAULT 0,
    ADD COLUMN accepts_until_days    INTEGER     NOT NULL DEFAULT 7,
    ADD COLUMN stations              JSON        NOT NULL DEFAULT '[]',
    -- [{"until", "time_zone", "business_day_start", "last_day"}], oldest first: the rules that business days had before the
    -- current ones
    ADD COLUMN earlier_business_days JSON        NOT NULL DEFAULT '[]',
    ADD COLUMN accepting             BOOLEAN     NOT NULL DEFAULT TRUE,
    ADD COLUMN extra_minutes         INTEGER     NOT NULL DEFAULT 0,
    -- when the two columns before it end; NULL if they do not
    ADD COLUMN availability_until    TIMESTAMPTZ,
    ADD CONSTRAINT locations_courses_known CHECK (courses IN ('off', 'manual', 'auto'));

-- Items that a location is out of ("86"). An item that is back has no row.
CREATE TABLE location_items (
    tenant_id    BIGINT       NOT NULL,
    location_id  BIGINT       NOT NULL,
    menu_item_id BIGINT       NOT NULL,
    -- when it is back by itself; NULL if it is not
    until        TIMESTAMPTZ,
    changed_at   TIMESTAMPTZ  NOT NULL,
    changed_by   VARCHAR(255) NOT NULL,
    PRIMARY KEY (tenant_id, location_id, menu_item_id),
    FOREIGN KEY (tenant_id, location_id) REFERENCES locations (tenant_id, id)
);

-- Tells all replicas of a change when it commits, however it was made.
CREATE FUNCTION notify_location_change() RETURNS TRIGGER
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'locations' THEN
        PERFORM pg_notify('orders_locations', NEW.tenant_id || ':' || NEW.id);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM pg_notify('orders_locations', OLD.tenant_id || ':' || OLD.location_id);
    ELSE
        PERFORM pg_notify('orders_locations', NEW.tenant_id || ':' || NEW.location_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER notify_location_change AFTER INSERT OR UPDATE ON locations
    FOR EACH ROW EXECUTE FUNCTION notify_location_change();
CREATE TRIGGER notify_location_change AFTER INSERT OR UPDATE OR DELETE ON location_items
    FOR EACH ROW EXECUTE FUNCTION notify_location_change();

-- Business day of a moment in a location whose rules have changed: the earliest rules that ended after it, else the current.
CREATE FUNCTION business_day(moment TIMESTAMPTZ, time_zone TEXT, business_day_start TIME, earlier JSON) RETURNS DATE
    LANGUAGE SQL STABLE
    RETURN (SELECT least(business_day(moment, coalesce(past.time_zone, $2), coalesce(past.business_day_start, $3)),
                         past.last_day)
            FROM (SELECT) AS one
            LEFT JOIN LATERAL (
                SELECT e.time_zone, e.business_day_start, e.last_day
                FROM json_to_recordset(earlier)
                    AS e (until TIMESTAMPTZ, time_zone TEXT, business_day_start TIME, last_day DATE)
                WHERE moment < e.until
                ORDER BY e.until
                LIMIT 1
            ) AS past ON TRUE);

ALTER TABLE location_items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON location_items TO orders_app USING (tenant_id = session_tenant());
CREATE POLICY every_tenant ON location_items TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT INSERT, UPDATE ON locations TO orders_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON location_items TO orders_app;
