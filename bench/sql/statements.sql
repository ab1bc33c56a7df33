-- The statements of the service, with the number of executions and the milliseconds of each for one request.
SELECT round(calls / :requests::numeric, 2), round(total_exec_time::numeric / :requests, 3), query
FROM pg_stat_statements
WHERE userid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'orders%')
ORDER BY total_exec_time DESC;
