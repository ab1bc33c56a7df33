package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts requests for cards in the database, each in a transaction of its own. */
@Component
class StoredCardRequests implements CardRequests {

	/**
	 * The card of an order that was called off is asked for only to learn what to void.
	 */
	private static final String BEGIN = """
			UPDATE order_payments p
			SET requests = p.requests + 1
			FROM orders o
			WHERE p.id = :paymentId AND p.tenant_id = :tenantId
			  AND o.id = p.order_id AND o.tenant_id = p.tenant_id
			  AND p.status = 'pending'
			  AND (p.requests > 0 OR o.status <> 'cancelled')
			""";

	private static final String TAKE_BACK = """
			UPDATE order_payments
			SET requests = requests - 1
			WHERE id = :paymentId AND tenant_id = :tenantId
			""";

	private final JdbcClient jdbc;

	StoredCardRequests(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean begin(long tenantId, long paymentId) {
		return change(BEGIN, tenantId, paymentId) > 0;
	}

	@Override
	public void takeBack(long tenantId, long paymentId) {
		change(TAKE_BACK, tenantId, paymentId);
	}

	private int change(String sql, long tenantId, long paymentId) {
		return this.jdbc.sql(sql).param("tenantId", tenantId).param("paymentId", paymentId).update();
	}

}
