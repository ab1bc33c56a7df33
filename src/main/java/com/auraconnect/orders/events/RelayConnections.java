package com.auraconnect.orders.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/**
 * The relay's own connections, outside of all pools: closing one really closes it, and
 * losing one is noticed.
 */
@Component
class RelayConnections implements AutoCloseable {

	private static final Duration REDIS_CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private final DataSource database;

	private final RedisClient redis;

	RelayConnections(DataSource pool, ClientResources resources, @Value("${spring.data.redis.url}") String redisUrl) {
		this.database = DataSourceBuilder.derivedFrom(pool).type(SimpleDriverDataSource.class).build();
		var uri = RedisURI.create(redisUrl);
		uri.setTimeout(REDIS_CONNECT_TIMEOUT);
		this.redis = RedisClient.create(resources, uri);
		this.redis.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.build());
	}

	Connection database() throws SQLException {
		return this.database.getConnection();
	}

	/**
	 * @throws io.lettuce.core.RedisException if Redis cannot be reached
	 */
	StatefulRedisConnection<String, String> redis() {
		return this.redis.connect();
	}

	FeedPublisher publisher(StatefulRedisConnection<String, String> connection, ObjectMapper json,
			EventSettings settings) {
		return new FeedPublisher(connection.async(), json, settings.streamLength(), settings.publishTimeout());
	}

	@Override
	public void close() {
		this.redis.shutdown(Duration.ZERO, Duration.ofSeconds(1));
	}

}
