package com.auraconnect.orders.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * Connections of the events' own, outside of all pools: closing one really closes it, and
 * losing one is noticed.
 */
@Component
class DedicatedConnections implements AutoCloseable {

	private static final Duration REDIS_CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private final DataSource database;

	private final RedisClient publishing;

	private final RedisClient subscribing;

	DedicatedConnections(JdbcConnectionDetails database, EventSettings settings, ClientResources resources,
			@Value("${spring.data.redis.url}") String redisUrl) {
		this.database = database(database, settings.databaseTimeout());
		var uri = RedisURI.create(redisUrl);
		uri.setTimeout(REDIS_CONNECT_TIMEOUT);
		this.publishing = client(resources, uri, false);
		this.subscribing = client(resources, uri, true);
	}

	/**
	 * Connections that fail when Postgres has not answered for that long, so that one
	 * whose host has gone without a word is asked on another connection.
	 */
	private static DataSource database(JdbcConnectionDetails details, Duration timeout) {
		var database = DataSourceBuilder.create()
			.type(SimpleDriverDataSource.class)
			.url(details.getJdbcUrl())
			.username(details.getUsername())
			.password(details.getPassword())
			.build();
		var properties = new Properties();
		properties.putAll(Map.of("connectTimeout", "3", "socketTimeout", Long.toString(timeout.toSeconds()),
				"tcpKeepAlive", "true"));
		database.setConnectionProperties(properties);
		return database;
	}

	private static RedisClient client(ClientResources resources, RedisURI uri, boolean reconnects) {
		var client = RedisClient.create(resources, uri);
		client.setOptions(ClientOptions.builder()
			.autoReconnect(reconnects)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.build());
		return client;
	}

	/**
	 * A connection to the database that is ended with the one who asks for it, for
	 * nothing that is a tenant's.
	 */
	Connection database() throws SQLException {
		return prepared(this.database.getConnection(), Tenancy.none());
	}

	/**
	 * A connection that sees the events of all tenants. It is ended by Postgres when its
	 * holder is silent for that long, or does not take what it has asked for: a process
	 * that stands still keeps its connection, and would keep its locks with it.
	 */
	Connection database(Duration patience) throws SQLException {
		return prepared(this.database.getConnection(), Tenancy.everyTenant(),
				"SET idle_session_timeout = " + patience.toMillis(), "SET tcp_user_timeout = " + patience.toMillis());
	}

	private static Connection prepared(Connection connection, Tenancy tenancy, String... settings) throws SQLException {
		try (var statement = connection.createStatement()) {
			tenancy.tell(connection);
			for (var setting : settings) {
				statement.execute(setting);
			}
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * A connection that, once lost, stays lost.
	 * @throws io.lettuce.core.RedisException if Redis cannot be reached
	 */
	StatefulRedisConnection<String, String> publishing() {
		return this.publishing.connect();
	}

	/**
	 * A connection that reconnects, and subscribes again, by itself.
	 * @throws io.lettuce.core.RedisException if Redis cannot be reached now
	 */
	StatefulRedisPubSubConnection<String, String> subscribing() {
		return this.subscribing.connectPubSub();
	}

	@Override
	public void close() {
		this.publishing.shutdown(Duration.ZERO, Duration.ofSeconds(1));
		this.subscribing.shutdown(Duration.ZERO, Duration.ofSeconds(1));
	}

}
