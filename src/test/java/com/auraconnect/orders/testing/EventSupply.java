package com.auraconnect.orders.testing;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Produces events faster than orders can be taken: copies an existing event. The relay
 * finds the copies when it polls.
 *
 * @param original the id of the event
 */
public record EventSupply(JdbcClient database, long original) {

	private static final String LAST = "SELECT max(id) FROM outbox_events WHERE location_id = ? AND event_type = ?";

	private static final String COPY = """
			INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
			SELECT tenant_id, location_id, order_id, order_version, event_type, now(), data
			FROM outbox_events
			CROSS JOIN generate_series(1, ?)
			WHERE id = ?
			""";

	/** Takes an order, and copies its {@code order.created} event. */
	public static EventSupply ofOrders(TestEnvironment site, OrderClient till, OrderBody body) {
		JsonNode order = till.take(body);
		return ofLast(site, order.required("location_id").asLong(), "order.created");
	}

	/** Copies the last event of that type. */
	public static EventSupply ofLast(TestEnvironment site, long locationId, String type) {
		JdbcClient database = site.database();
		return new EventSupply(database, database.sql(LAST).params(locationId, type).query(Long.class).single());
	}

	/** Adds that many copies in one transaction. */
	public void add(int count) {
		this.database.sql(COPY).params(count, this.original).update();
	}

}
