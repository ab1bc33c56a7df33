-- A migration of its own: a recount of the reports locks them first, then the orders.
SET LOCAL lock_timeout = '5s';

ALTER TABLE order_daily_summary ALTER COLUMN revenue TYPE NUMERIC;
ALTER TABLE order_report_rows ALTER COLUMN revenue TYPE NUMERIC;
