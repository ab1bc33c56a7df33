package com.auraconnect.orders.events;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** A database that there is none of, for those who do without. */
final class Nowhere implements JdbcConnectionDetails {

	@Override
	public String getUsername() {
		return "nobody";
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
