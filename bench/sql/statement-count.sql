-- Number of statements of the service so far, in any of its roles.
SELECT coalesce(sum(calls), 0)
FROM pg_stat_statements
WHERE userid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'orders%');
