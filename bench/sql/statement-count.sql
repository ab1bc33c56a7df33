-- How many statements the service has had executed, in any of its roles.
SELECT coalesce(sum(calls), 0)
FROM pg_stat_statements
WHERE userid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'orders%');
