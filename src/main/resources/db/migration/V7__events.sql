-- Which of so many partitions a feed belongs to, for the relay to share feeds out by. Feed.partition() says the same. The
-- factors only scatter: a tenant's locations, and tenants with one location each, are mostly numbered 1, 2, 3.
CREATE FUNCTION feed_partition(tenant_id BIGINT, location_id BIGINT, partitions INTEGER) RETURNS INTEGER
    LANGUAGE SQL IMMUTABLE
    RETURN mod(abs(mod(mod(tenant_id, 2147483647) * 1103515245 + mod(location_id, 2147483647) * 1566083941, 2147483647)),
               partitions);
