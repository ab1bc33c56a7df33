package com.auraconnect.orders.platform.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * Address of a database: a URL in the form of PostgreSQL's own tools
 * ({@code postgresql://user:password@host:5432/orders?sslmode=require}), or a JDBC URL
 * with user and password as parameters.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection
 * URIs</a>
 */
record DatabaseUrl(String jdbcUrl, @Nullable String user,
		@Nullable String secret) implements JdbcConnectionDetails, FlywayConnectionDetails {

	/**
	 * Parses a URL.
	 * @param variable name of the environment variable with the URL, for the error
	 * message
	 * @throws IllegalArgumentException if it is neither form; the message omits the URL,
	 * which contains a password
	 */
	static DatabaseUrl parse(String variable, String url) {
		if (url.startsWith("jdbc:postgresql:")) {
			return new DatabaseUrl(url, null, null);
		}
		var uri = parseUri(variable, url);
		if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
			throw malformed(variable);
		}
		var port = (uri.getPort() != -1) ? ":" + uri.getPort() : "";
		var query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
		var userInfo = (uri.getRawUserInfo() != null) ? uri.getRawUserInfo().split(":", 2) : new String[0];
		return new DatabaseUrl("jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
				(userInfo.length > 0) ? decode(userInfo[0]) : null, (userInfo.length > 1) ? decode(userInfo[1]) : null);
	}

	private static URI parseUri(String variable, String url) {
		try {
			return URI.create(url);
		}
		catch (IllegalArgumentException ex) {
			throw malformed(variable);
		}
	}

	private static IllegalArgumentException malformed(String variable) {
		return new IllegalArgumentException(
				variable + " must be like postgresql://user:password@host:5432/orders, or a JDBC URL");
	}

	private static String decode(String part) {
		return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	@Override
	public @Nullable String getUsername() {
		return this.user;
	}

	@Override
	public @Nullable String getPassword() {
		return this.secret;
	}

	@Override
	public String getJdbcUrl() {
		return this.jdbcUrl;
	}

	@Override
	public String getDriverClassName() {
		return JdbcConnectionDetails.super.getDriverClassName();
	}

	/** Omits the password. */
	@Override
	public String toString() {
		return "DatabaseUrl[user=" + this.user + "]";
	}

}
