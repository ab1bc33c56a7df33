package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@link CardRequests} in the database, each call in a transaction of its own.
 */
class CardRequestsImpl implements CardRequests {

	/**
	 * Counts a request for a cancelled order only if one was sent before: that
	 * authorization may exist and has to be found and voided. The lock of the order lets
	 * a change that voids the payment either see the request or prevent it.
	 */
	private static final String INCREMENT = """
			UPDATE order_payments p
			SET requests = p.requests + 1
			FROM (
			    SELECT id, tenant_id, status
			    FROM orders
			    WHERE tenant_id = :tenantId
			      AND id = (SELECT order_id FROM order_payments WHERE id = :paymentId AND tenant_id = :tenantId)
			    FOR SHARE
			) o
			WHERE p.id = :paymentId AND p.tenant_id = :tenantId
			  AND o.id = p.order_id AND o.tenant_id = p.tenant_id
			  AND p.status = 'pending'
			  AND (p.requests > 0 OR o.status <> 'cancelled')
			""";

	private static final String DECREMENT = """
			UPDATE order_payments
			SET requests = requests - 1
			WHERE id = :paymentId AND tenant_id = :tenantId AND status = 'pending'
			""";

	private final JdbcClient jdbc;

	CardRequestsImpl(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean tryRegister(long tenantId, long paymentId) {
		return update(INCREMENT, tenantId, paymentId) > 0;
	}

	@Override
	public void unregister(long tenantId, long paymentId) {
		update(DECREMENT, tenantId, paymentId);
	}

	private int update(String sql, long tenantId, long paymentId) {
		return this.jdbc.sql(sql).param("tenantId", tenantId).param("paymentId", paymentId).update();
	}

}
