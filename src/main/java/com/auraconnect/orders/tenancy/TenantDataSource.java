package com.auraconnect.orders.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.PGConnection;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lends connections of a pool to work that sees what is its own. A session is told whose
 * work it does when that is not what it was told the last time: one short round trip
 * then, none for the next work of the same tenant.
 * <p>
 * What a session was told is remembered here, and holds: it is told outside of any
 * transaction, so no rollback takes it back. A {@code RESET ALL} would; the session then
 * sees nothing, and nobody sends one.
 */
class TenantDataSource extends DelegatingDataSource {

	private final HikariDataSource pool;

	/** By the connection to Postgres itself, and forgotten with it. */
	private final Map<PGConnection, Tenancy> told = Caffeine.newBuilder()
		.weakKeys()
		.<PGConnection, Tenancy>build()
		.asMap();

	/**
	 * @param pool not yet started; its connections take the role when they are opened
	 */
	TenantDataSource(HikariDataSource pool) {
		super(pool);
		this.pool = pool;
		pool.setConnectionInitSql("SET ROLE " + Tenancy.ROLE);
	}

	@Override
	public Connection getConnection() throws SQLException {
		var connection = this.pool.getConnection();
		try {
			tell(connection, Tenancy.current());
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			this.pool.evictConnection(connection);
			throw ex;
		}
	}

	private void tell(Connection connection, Tenancy tenancy) throws SQLException {
		var session = connection.unwrap(PGConnection.class);
		if (!tenancy.equals(this.told.getOrDefault(session, Tenancy.none()))) {
			tenancy.tell(connection);
			this.told.put(session, tenancy);
		}
	}

	/**
	 * @throws SQLFeatureNotSupportedException always: the pool has one user
	 */
	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new SQLFeatureNotSupportedException();
	}

}
