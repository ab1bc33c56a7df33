-- The reports' numbers: kept, so that reading them takes the same time whatever the number of orders. They follow the
-- feeds; feed_cursors has how far, under the consumer 'reports'. See docs/decisions/0011-reports.md.

-- The day to whose books a moment belongs: before the business day's start, still the day before. Location.businessDay()
-- says the same.
CREATE FUNCTION business_day(moment TIMESTAMPTZ, time_zone TEXT, business_day_start TIME) RETURNS DATE
    LANGUAGE SQL IMMUTABLE
    RETURN CAST((moment AT TIME ZONE time_zone) - CAST(business_day_start AS INTERVAL) AS DATE);

CREATE TABLE order_daily_summary (
    tenant_id    BIGINT         NOT NULL,
    location_id  BIGINT         NOT NULL,
    business_day DATE           NOT NULL,
    order_type   VARCHAR(20)    NOT NULL,
    status       VARCHAR(20)    NOT NULL,
    -- 0 where orders have been and have moved on
    orders       INTEGER        NOT NULL,
    -- without tips; nothing for cancelled orders
    revenue      NUMERIC(14, 2) NOT NULL,
    PRIMARY KEY (tenant_id, location_id, business_day, order_type, status)
) WITH (fillfactor = 50);

-- What of each order is in the sums, so that a change adds the difference and no more. No foreign keys: they would have
-- the rows of orders written to.
CREATE TABLE order_report_rows (
    order_id     BIGINT         NOT NULL,
    tenant_id    BIGINT         NOT NULL,
    business_day DATE           NOT NULL,
    order_type   VARCHAR(20)    NOT NULL,
    status       VARCHAR(20)    NOT NULL,
    revenue      NUMERIC(10, 2) NOT NULL,
    PRIMARY KEY (order_id, tenant_id)
) WITH (fillfactor = 85);
