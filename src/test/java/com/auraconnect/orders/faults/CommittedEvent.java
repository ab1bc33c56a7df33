package com.auraconnect.orders.faults;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An event that is in the database.
 *
 * @param sequence in its feed, 0 if it has none yet
 * @param orderId 0 if it is not about an order
 * @param target the order or check that it is about, {@code order/17}; empty for neither
 * @param version of the order or check
 * @param name of the check, empty for none
 */
record CommittedEvent(String eventId, long tenantId, long locationId, long sequence, long orderId, String target,
		int version, String eventType, String changedBy, String name) {

	private static final String ALL = """
			SELECT event_id::text, tenant_id, location_id, coalesce(sequence, 0) AS sequence,
			       coalesce(order_id, 0) AS order_id,
			       coalesce('order/' || order_id, 'check/' || (data ->> 'check_id'), '') AS target,
			       coalesce(order_version, CAST(data ->> 'version' AS integer), 0) AS version, event_type,
			       data ->> 'changed_by' AS changed_by, coalesce(data ->> 'name', '') AS name
			FROM outbox_events
			ORDER BY tenant_id, location_id, sequence, id
			""";

	/** All of them, feed by feed, in sequence. */
	static List<CommittedEvent> all(JdbcClient database) {
		return database.sql(ALL).query(CommittedEvent.class).list();
	}

	FeedId feed() {
		return new FeedId(this.tenantId, this.locationId);
	}

	@Override
	public String toString() {
		return "%s of version %d by %s".formatted(this.eventType, this.version, this.changedBy);
	}

}
