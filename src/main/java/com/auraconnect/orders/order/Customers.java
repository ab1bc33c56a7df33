package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The local replica of the customers that orders refer to. */
@Component
class Customers {

	private static final String REMEMBER = """
			INSERT INTO customers (tenant_id, id)
			VALUES (:tenantId, :id)
			ON CONFLICT (tenant_id, id) DO NOTHING
			""";

	private final JdbcClient jdbc;

	Customers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Makes sure that an order can refer to the customer; what is known of it otherwise
	 * stays as it is.
	 */
	void remember(long tenantId, long customerId) {
		this.jdbc.sql(REMEMBER).param("tenantId", tenantId).param("id", customerId).update();
	}

}
