package com.auraconnect.orders.events;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks up the events of one order as {@link FeedEvent} goes over the wire, as long as
 * they are kept.
 */
@Component
public class OrderEvents {

	private static final String OF_ORDER = """
			SELECT row_to_json(message)::text
			FROM outbox_events e
			CROSS JOIN LATERAL (%s) message
			WHERE e.order_id = :orderId AND e.tenant_id = :tenantId
			ORDER BY e.id
			""".formatted(FeedLog.MESSAGE);

	private final JdbcClient jdbc;

	OrderEvents(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The messages, oldest first, each in JSON. One that has no number in its feed yet
	 * has the sequence null.
	 */
	public List<String> of(long tenantId, long orderId) {
		return this.jdbc.sql(OF_ORDER).param("orderId", orderId).param("tenantId", tenantId).query(String.class).list();
	}

}
