-- The statements of the service that have been executed, with how often each was for a request, and how many milliseconds
-- PostgreSQL took for that.
SELECT round(calls / :requests::numeric, 2), round(total_exec_time::numeric / :requests, 3), query
FROM pg_stat_statements
WHERE userid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'orders%')
ORDER BY total_exec_time DESC;
