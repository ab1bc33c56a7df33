package com.auraconnect.orders.testing;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.sandbox.DemoRestaurants;
import org.flywaydb.core.Flyway;
import org.testcontainers.containers.PostgreSQLContainer;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real PostgreSQL, one for the tests of this JVM, started when it is first needed. It
 * runs without fsync, since tests kill processes and never the machine. It is removed
 * when the JVM exits.
 */
public final class TestPostgres {

	private static final String IMAGE = "postgres:18-alpine";

	private TestPostgres() {
	}

	/** A new, empty database, in the form of {@code DATABASE_URL}; dropped at exit. */
	public static String newDatabase() {
		return create("");
	}

	/**
	 * A new database with the schema and the demo restaurants, in the form of
	 * {@code DATABASE_URL}; dropped at exit.
	 */
	public static String newRestaurantDatabase() {
		return create(" TEMPLATE " + Template.NAME);
	}

	/**
	 * An embedded server of the caller's own, started, that may be stopped, killed and
	 * started again; whatever the source of the shared one is. Stopped at exit.
	 */
	public static PostgresProcess ownServer() {
		return AtExit.close(newServer().start());
	}

	/** A streaming replica of such a server, started; stopped at exit, before it. */
	public static PostgresProcess replicaOf(PostgresProcess primary) {
		var data = ServerDirectory.data(ServerDirectory.freshForPostgres());
		return AtExit.close(primary.replica(data, FreePort.find()).start());
	}

	/** A server on a copy of the data that initdb has made once; yet to be started. */
	private static PostgresProcess newServer() {
		return new PostgresProcess(ServerDirectory.initialPostgresData(), ServerDirectory.BINARIES, 0)
			.copy(ServerDirectory.data(ServerDirectory.freshForPostgres()), FreePort.find());
	}

	private static String create(String template) {
		PostgresUrl database = Server.URL.withDatabase("orders_" + UUID.randomUUID().toString().replace("-", ""));
		execute("CREATE DATABASE " + database.database() + template);
		AtExit.close(() -> execute("DROP DATABASE " + database.database() + " WITH (FORCE)"));
		return database.toString();
	}

	private static void execute(String sql) {
		try (var connection = Server.URL.connect(); var statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/**
	 * The template database of the shared server, with the schema and the demo
	 * restaurants. No session may be open in it while it is copied.
	 */
	private static final class Template {

		static final String NAME = migrated(PostgresUrl.parse(newDatabase()));

		private static String migrated(PostgresUrl database) {
			var dataSource = new DriverManagerDataSource(database.jdbc(), database.user(), database.password());
			Flyway.configure()
				.dataSource(dataSource)
				.configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
				.load()
				.migrate();
			DemoRestaurants.seed(dataSource);
			return database.database();
		}

	}

	/** The shared server, started at its first use. */
	private static final class Server {

		static final PostgresUrl URL = ServerSource.ofPostgres()
			.start(Server::existing, Server::container, Server::embedded);

		private static PostgresUrl existing() {
			return PostgresUrl.parse(ServerSource.named(ServerSource.DATABASE_VARIABLE));
		}

		private static PostgresUrl container() {
			var container = AtExit.close(new PostgreSQLContainer<>(IMAGE));
			container.withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off").start();
			return new PostgresUrl(container.getUsername(), container.getPassword(), container.getHost(),
					container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container.getDatabaseName());
		}

		private static PostgresUrl embedded() {
			return AtExit.close(newServer().withoutFsync().start()).url("postgres");
		}

	}

}
