package com.auraconnect.orders.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The kitchen of a location of tenant 1 that no other test uses and whose orders staff
 * confirm. Safe for use by many threads.
 *
 * @param client staff of that location
 */
public record TestKitchen(ServiceClient client, long locationId) {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(7000);

	/** Creates a kitchen at a new location without taxes. */
	public static TestKitchen open(ServiceClient client, JdbcClient database) {
		return open(client, database, "off");
	}

	/**
	 * Creates a kitchen at a new location without taxes.
	 * @param courses how courses go to the kitchen
	 */
	public static TestKitchen open(ServiceClient client, JdbcClient database, String courses) {
		long locationId = NEXT_LOCATION.incrementAndGet();
		database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency, courses)
				VALUES (1, ?, 'Kitchen of a test', 'UTC', 'USD', ?)
				""").params(locationId, courses).update();
		return new TestKitchen(client.staff(1, locationId), locationId);
	}

	public OrderClient till() {
		return new OrderClient(this.client);
	}

	/** A new order with one of each of these menu items, still pending. */
	public JsonNode pending(long... menuItemIds) {
		Map<?, ?>[] lines = Arrays.stream(menuItemIds)
			.mapToObj((id) -> OrderBody.line(id, 1))
			.<Map<?, ?>>toArray(Map[]::new);
		return till().take(OrderBody.at(this.locationId, lines));
	}

	/** Such an order, confirmed. */
	public JsonNode confirmed(long... menuItemIds) {
		return till().move(id(pending(menuItemIds)), "confirmed");
	}

	/** Such an order, with all of its items started. */
	public JsonNode preparing(long... menuItemIds) {
		return till().move(id(confirmed(menuItemIds)), "preparing");
	}

	public Answer queue(String more) {
		return this.client.get("/api/v1/kitchen/orders?location_id=%d%s", this.locationId, more);
	}

	public Answer allDay() {
		return this.client.get("/api/v1/kitchen/all-day?location_id=%d", this.locationId);
	}

	public Answer prepare(JsonNode order, Map<String, ?> body) {
		return call(this.client, order, "prepare", body);
	}

	public Answer ready(JsonNode order) {
		return call(this.client, order, "ready", null);
	}

	public Answer bump(JsonNode order, int line) {
		return call(this.client, order, "items/" + itemId(order, line) + "/bump", null);
	}

	public Answer recall(JsonNode order, int line) {
		return call(this.client, order, "items/" + itemId(order, line) + "/recall", null);
	}

	public Answer fire(JsonNode order, int course) {
		return call(this.client, order, "courses/" + course + "/fire", null);
	}

	public Answer acknowledge(JsonNode order, String display) {
		return call(this.client, order, "acknowledge", Map.of("display_id", display));
	}

	/** Sends one of the kitchen's calls for an order as any caller. */
	public static Answer call(ServiceClient client, JsonNode order, String call, @Nullable Object body) {
		return client.post("/api/v1/kitchen/orders/" + id(order) + "/" + call, body);
	}

	public static long id(JsonNode order) {
		return order.required("id").asLong();
	}

	public static long itemId(JsonNode order, int line) {
		return order.required("items").required(line).required("id").asLong();
	}

}
