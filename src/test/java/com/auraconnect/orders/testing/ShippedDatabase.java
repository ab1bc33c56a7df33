package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;

/**
 * The database and the roles that deploy/postgres/init.sql makes, as in compose: the
 * service's user is no superuser, so that row-level security binds it.
 */
public final class ShippedDatabase {

	private static final Path SCRIPT = Path.of("deploy", "postgres", "init.sql");

	private static final String PASSWORD = "shipped";

	private ShippedDatabase() {
	}

	/**
	 * Makes them on a server that has neither.
	 * @return the address of the database for the service's user
	 */
	public static PostgresUrl on(PostgresProcess server) {
		try (var connection = server.url("postgres").connect(); var statement = connection.createStatement()) {
			String script = Files.readString(SCRIPT)
				.replaceAll("(?m)^(--|\\\\getenv).*$", "")
				.replace(":'password'", "'" + PASSWORD + "'");
			for (String command : script.split(";")) {
				if (!command.isBlank()) {
					statement.execute(command);
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		var url = server.url("orders");
		return new PostgresUrl("orders", PASSWORD, url.host(), url.port(), "orders");
	}

}
