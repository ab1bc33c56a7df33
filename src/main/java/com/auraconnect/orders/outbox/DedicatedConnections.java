package com.auraconnect.orders.outbox;

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

import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Opens dedicated connections for events, outside of all pools: closing one ends its
 * session, and a loss is detected.
 */
@Component
public class DedicatedConnections implements AutoCloseable {

	private static final Duration REDIS_CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private final DataSource database;

	private final RedisClient publishing;

	private final RedisClient subscribing;

	public DedicatedConnections(JdbcConnectionDetails database, EventSettings settings, ClientResources resources,
			@Value("${spring.data.redis.url}") String redisUrl) {
		this.database = database(database, settings.databaseTimeout());
		var uri = RedisURI.create(redisUrl);
		uri.setTimeout(REDIS_CONNECT_TIMEOUT);
		this.publishing = client(resources, uri, false);
		this.subscribing = client(resources, uri, true);
	}

	/**
	 * Connections that fail once Postgres has not answered for {@code timeout}. A host
	 * that vanished without closing its connections is then reached over a new
	 * connection.
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

	/** Opens a database connection that sees no tenant's rows. The caller closes it. */
	Connection database() throws SQLException {
		return prepared(this.database.getConnection(), Tenancy.none());
	}

	/**
	 * Opens a database connection that sees the events of all tenants. Postgres ends the
	 * session if the client is silent for {@code idleTimeout}, or leaves data
	 * unacknowledged for as long: a suspended process would keep its connection, and its
	 * advisory locks with it.
	 */
	Connection database(Duration idleTimeout) throws SQLException {
		return prepared(this.database.getConnection(), Tenancy.everyTenant(),
				"SET idle_session_timeout = " + idleTimeout.toMillis(),
				"SET tcp_user_timeout = " + idleTimeout.toMillis());
	}

	private static Connection prepared(Connection connection, Tenancy tenancy, String... settings) throws SQLException {
		try (var statement = connection.createStatement()) {
			tenancy.applyTo(connection);
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
	 * Opens a Redis connection that does not reconnect.
	 * @throws io.lettuce.core.RedisException if Redis cannot be reached
	 */
	StatefulRedisConnection<String, String> publishing() {
		return this.publishing.connect();
	}

	/**
	 * Opens a Pub/Sub connection that reconnects and resubscribes by itself.
	 * @throws io.lettuce.core.RedisException if Redis cannot be reached now
	 */
	public StatefulRedisPubSubConnection<String, String> subscribing() {
		return this.subscribing.connectPubSub();
	}

	@Override
	public void close() {
		this.publishing.shutdown(Duration.ZERO, Duration.ofSeconds(1));
		this.subscribing.shutdown(Duration.ZERO, Duration.ofSeconds(1));
	}

}
