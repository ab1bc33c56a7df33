package com.auraconnect.orders.testing;

import com.fasterxml.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Produces events faster than orders can be taken: copies an existing event. The relay
 * finds the copies when it polls.
 *
 * @param original the event as JSON, which may be purged meanwhile
 */
public record EventSupply(JdbcClient database, String original) {

	private static final String LAST = """
			SELECT row_to_json(e)
			FROM outbox_events e
			WHERE location_id = ? AND event_type = ?
			ORDER BY id DESC
			LIMIT 1
			""";

	private static final String COPY = """
			INSERT INTO outbox_events (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
			SELECT e.tenant_id, e.location_id, e.order_id, e.order_version, e.event_type, now(), e.data
			FROM json_populate_record(NULL::outbox_events, ?::json) e
			CROSS JOIN generate_series(1, ?)
			""";

	/** Takes an order, and copies its {@code order.created} event. */
	public static EventSupply ofOrders(TestEnvironment site, OrderClient till, OrderBody body) {
		JsonNode order = till.take(body);
		return ofLast(site, order.required("location_id").asLong(), "order.created");
	}

	/** Copies the last event of that type. */
	public static EventSupply ofLast(TestEnvironment site, long locationId, String type) {
		JdbcClient database = site.database();
		return new EventSupply(database, database.sql(LAST).params(locationId, type).query(String.class).single());
	}

	/** Adds that many copies in one transaction. */
	public void add(int count) {
		this.database.sql(COPY).params(this.original, count).update();
	}

}
