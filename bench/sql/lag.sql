-- Milliseconds from the commit of each change of tenant 1 since a moment to its arrival at the follower. The commit is
-- that of the change's history row, which is written in the same transaction and never changed. Postgres takes the time of
-- a commit before it writes it to disk, so the lag includes that.
SELECT json_build_object(
    'changes', count(*),
    'heard', count(lag),
    'p50', round((percentile_cont(0.5) WITHIN GROUP (ORDER BY lag))::numeric, 2),
    'p99', round((percentile_cont(0.99) WITHIN GROUP (ORDER BY lag))::numeric, 2))
FROM (SELECT heard.micros / 1e3 - extract(EPOCH FROM pg_xact_commit_timestamp(change.xmin)) * 1e3 AS lag
      FROM order_status_history change
      LEFT JOIN (SELECT order_id, status, min(micros) AS micros FROM heard GROUP BY order_id, status) heard
          ON heard.order_id = change.order_id AND heard.status = change.to_status
      WHERE change.tenant_id = 1 AND change.changed_at >= :'began') changes;
