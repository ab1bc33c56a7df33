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
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.redis.RedisSettings;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Opens dedicated connections for events, outside of all pools: closing one ends its
 * session, and a loss is detected.
 */
@Component
public class DedicatedConnections implements AutoCloseable {

	/**
	 * Timeout of connecting, and of each answer of a handshake; the same for each
	 * Sentinel that is asked for the master. Postgres ends the relay's session if the
	 * relay waits for longer than {@link EventSettings#frozenAfter}.
	 */
	private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(1);

	private final DataSource database;

	private final RedisClient publishing;

	private final RedisClient subscribing;

	public DedicatedConnections(JdbcConnectionDetails database, EventSettings settings, ClientResources resources,
			RedisSettings redis) {
		this.database = database(database, settings.databaseTimeout());
		var uri = redis.uri();
		uri.setTimeout(REDIS_TIMEOUT);
		uri.getSentinels().forEach((sentinel) -> sentinel.setTimeout(REDIS_TIMEOUT));
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
			.socketOptions(SocketOptions.builder().connectTimeout(REDIS_TIMEOUT).build())
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
