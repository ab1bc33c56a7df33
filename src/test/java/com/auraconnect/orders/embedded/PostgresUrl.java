package com.auraconnect.orders.embedded;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The address of a database, in the form of {@code DATABASE_URL}:
 * {@code postgresql://user:password@host:port/database}.
 */
public record PostgresUrl(String user, String password, String host, int port, String database) {

	private static final int DEFAULT_PORT = 5432;

	/**
	 * Reads a URL.
	 * @throws IllegalArgumentException if it has no user and password, or isn't a URL
	 */
	public static PostgresUrl parse(String url) {
		URI uri = URI.create(url);
		String[] login = (uri.getUserInfo() != null) ? uri.getUserInfo().split(":", 2) : new String[0];
		if (login.length != 2 || uri.getHost() == null) {
			throw new IllegalArgumentException("must be postgresql://user:password@host:port/database");
		}
		int port = (uri.getPort() != -1) ? uri.getPort() : DEFAULT_PORT;
		return new PostgresUrl(login[0], login[1], uri.getHost(), port, uri.getPath().substring(1));
	}

	/** Another database of the same server. */
	public PostgresUrl withDatabase(String name) {
		return new PostgresUrl(this.user, this.password, this.host, this.port, name);
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection(jdbc(), this.user, this.password);
	}

	/** The URL for JDBC, without user and password. */
	public String jdbc() {
		return "jdbc:postgresql://%s:%d/%s".formatted(this.host, this.port, this.database);
	}

	@Override
	public String toString() {
		return "postgresql://%s:%s@%s:%d/%s".formatted(this.user, this.password, this.host, this.port, this.database);
	}

}
