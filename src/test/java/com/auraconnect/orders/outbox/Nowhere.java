package com.auraconnect.orders.outbox;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** Connection details of a database that does not exist, for tests that need none. */
public final class Nowhere implements JdbcConnectionDetails {

	@Override
	public String getUsername() {
		return "unused";
	}

	@Override
	public String getPassword() {
		return "";
	}

	@Override
	public String getJdbcUrl() {
		return "jdbc:postgresql://nowhere/orders";
	}

}
