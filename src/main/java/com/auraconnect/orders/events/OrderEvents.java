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
			SELECT e.id, row_to_json(message)::text AS message
			FROM outbox_events e
			CROSS JOIN LATERAL (%s) message
			WHERE e.order_id = :orderId AND e.tenant_id = :tenantId AND e.id > :after
			ORDER BY e.id
			LIMIT :limit
			""".formatted(FeedReader.MESSAGE);

	/** Events read at once. */
	private static final int PART = 50;

	private final JdbcClient jdbc;

	OrderEvents(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * An event of an order.
	 *
	 * @param id where those that come later begin
	 * @param message in JSON; with the sequence null if it has no number in its feed yet
	 */
	public record OrderEvent(long id, String message) {
	}

	/**
	 * The next events of the order, oldest first; none after the last. None is larger
	 * than {@code orders.events.message-limit}, which bounds what they take.
	 * @param after the id of the one before, 0 for the first
	 */
	public List<OrderEvent> after(long tenantId, long orderId, long after) {
		return this.jdbc.sql(OF_ORDER)
			.param("orderId", orderId)
			.param("tenantId", tenantId)
			.param("after", after)
			.param("limit", PART)
			.query((row, _) -> new OrderEvent(row.getLong("id"), row.getString("message")))
			.list();
	}

}
