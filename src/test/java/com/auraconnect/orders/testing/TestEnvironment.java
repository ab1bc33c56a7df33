package com.auraconnect.orders.testing;

import java.util.LinkedHashMap;
import java.util.Map;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.Sandbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database, the Redis and the partners of one running service.
 *
 * @param databaseUrl its PostgreSQL database
 * @param redisUrl its Redis database
 * @param sandbox its partners
 */
public record TestEnvironment(String databaseUrl, String redisUrl, Sandbox sandbox) {

	/**
	 * An environment whose database has the schema and the demo restaurants, and whose
	 * Redis no other service uses.
	 */
	public static TestEnvironment withRestaurants() {
		return new TestEnvironment(TestPostgres.newRestaurantDatabase(), TestRedis.newUrl(), Sandbox.start());
	}

	/** A copy with that Redis server, which a test may stop. */
	public TestEnvironment withRedis(RedisProcess redis) {
		return new TestEnvironment(this.databaseUrl, redis.url(), this.sandbox);
	}

	/** A client for its database, to check what the service has written. */
	public JdbcClient database() {
		return TestDatabase.client(this.databaseUrl);
	}

	/** The events of a location of tenant 1 in their stream. */
	public EventFeed feed(long locationId) {
		return new EventFeed(this.redisUrl, 1, locationId);
	}

	/**
	 * The environment variables of the service. Its rate limits are a hundred times the
	 * real ones, so that only their own tests reach them; it stops without draining.
	 */
	public Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>(this.sandbox.environment());
		environment.put("orders.rate-limits.staff", "600000");
		environment.put("orders.rate-limits.customer", "10000");
		environment.put("orders.rate-limits.tracking", "3000");
		environment.put("orders.web.drain", "0s");
		environment.put("DATABASE_URL", this.databaseUrl);
		environment.put("REDIS_URL", this.redisUrl);
		return environment;
	}

}
