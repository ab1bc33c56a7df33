package com.auraconnect.orders.events;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** Connection details of a database that does not exist, for tests that need none. */
final class Nowhere implements JdbcConnectionDetails {

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
