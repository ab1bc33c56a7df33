package com.auraconnect.orders.feed;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.outbox.FeedEvent;

/** Reads the retained events of one order, each as the JSON of a {@link FeedEvent}. */
@Component
public class OrderEvents {

	private static final String OF_ORDER = """
			SELECT e.id, %s AS message
			FROM outbox_events e
			WHERE e.order_id = :orderId AND e.tenant_id = :tenantId AND e.id > :after
			ORDER BY e.id
			LIMIT :limit
			""".formatted(FeedReader.MESSAGE);

	/** Maximum number of events in a page. */
	private static final int PAGE = 50;

	private final JdbcClient jdbc;

	OrderEvents(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * An event of an order.
	 *
	 * @param id cursor for the events that follow
	 * @param message in JSON; its {@code sequence} is null until the event has a number
	 * in its feed
	 */
	public record OrderEvent(long id, String message) {
	}

	/**
	 * Returns the next events of the order, oldest first; an empty list after the last.
	 * No message exceeds {@code orders.events.message-limit}, which bounds the size of a
	 * page.
	 * @param after id of the event before, 0 for the first page
	 */
	public List<OrderEvent> after(long tenantId, long orderId, long after) {
		return this.jdbc.sql(OF_ORDER)
			.param("orderId", orderId)
			.param("tenantId", tenantId)
			.param("after", after)
			.param("limit", PAGE)
			.query((row, _) -> new OrderEvent(row.getLong("id"), row.getString("message")))
			.list();
	}

}
