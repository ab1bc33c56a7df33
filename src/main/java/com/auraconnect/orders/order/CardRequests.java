package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts, for each card payment, the requests for its authorization that may have reached
 * the payment service. The count is written before a request is sent: a payment that
 * counts none has never been asked for, whatever process has died since. It is a count
 * because two runs of a saga may ask at the same time, and only one of them may find that
 * its request was never sent.
 */
@Component
class CardRequests {

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

	CardRequests(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Counts a request that is about to be sent.
	 * @return whether it may be sent; if not, the payment needs no authorization
	 */
	boolean begin(long tenantId, long paymentId) {
		return change(BEGIN, tenantId, paymentId) > 0;
	}

	/** Takes back a count whose request was never sent. */
	void takeBack(long tenantId, long paymentId) {
		change(TAKE_BACK, tenantId, paymentId);
	}

	private int change(String sql, long tenantId, long paymentId) {
		return this.jdbc.sql(sql).param("tenantId", tenantId).param("paymentId", paymentId).update();
	}

}
