-- Progress of the orders created in a number of seconds since a moment, from the times of their status changes: orders
-- waiting for confirmation at half time and at the end, and orders confirmed a second in the second half.
WITH half AS (
    SELECT CAST(:'began' AS timestamptz) + :seconds * interval '0.5 seconds' AS time,
           CAST(:'began' AS timestamptz) + :seconds * interval '1 second' AS the_end
),
created AS (
    SELECT order_id, changed_at FROM order_status_history WHERE to_status = 'pending' AND changed_at >= :'began'
),
confirmed AS (
    SELECT order_id, changed_at FROM order_status_history WHERE to_status = 'confirmed' AND changed_at >= :'began'
)
SELECT json_build_object(
    'at_half', (SELECT count(*) FROM created WHERE changed_at < half.time)
             - (SELECT count(*) FROM confirmed WHERE changed_at < half.time),
    'at_end', (SELECT count(*) FROM created WHERE changed_at < half.the_end)
            - (SELECT count(*) FROM confirmed WHERE changed_at < half.the_end),
    'confirmed', (SELECT count(*) FROM confirmed WHERE changed_at >= half.time AND changed_at < half.the_end)
               / (:seconds * 0.5))
FROM half;
