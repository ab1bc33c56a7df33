package com.auraconnect.orders.platform.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.PGConnection;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lends pooled connections whose session has the tenancy of the current work. The tenancy
 * is set only if the session had another one: that costs one short round trip, the next
 * work of the same tenant none.
 * <p>
 * The tenancy of each session is remembered here and stays valid: it is set outside of
 * any transaction, so no rollback reverts it. A {@code RESET ALL} would, and the session
 * would then see no rows; the service never sends one.
 */
class TenantDataSource extends DelegatingDataSource {

	private final HikariDataSource pool;

	/** Tenancy of each session, by its physical connection; removed with it. */
	private final Map<PGConnection, Tenancy> tenancies = Caffeine.newBuilder()
		.weakKeys()
		.<PGConnection, Tenancy>build()
		.asMap();

	/**
	 * Wraps a pool.
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
			setTenancy(connection, Tenancy.current());
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			this.pool.evictConnection(connection);
			throw ex;
		}
	}

	private void setTenancy(Connection connection, Tenancy tenancy) throws SQLException {
		var session = connection.unwrap(PGConnection.class);
		if (!tenancy.equals(this.tenancies.getOrDefault(session, Tenancy.none()))) {
			tenancy.applyTo(connection);
			this.tenancies.put(session, tenancy);
		}
	}

	/**
	 * Not supported: the pool has one user.
	 * @throws SQLFeatureNotSupportedException always
	 */
	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new SQLFeatureNotSupportedException();
	}

}
