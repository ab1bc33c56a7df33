package com.auraconnect.orders.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tables of a new location of tenant 1 with a tax of 9 %, whose orders staff confirm. A
 * burger costs 14.16.
 *
 * @param client staff of that location
 */
record Tables(ServiceClient client, long locationId) {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(660_000);

	static Tables open(ServiceClient client) {
		return open(client, "off");
	}

	/**
	 * @param courses how courses go to the kitchen
	 */
	static Tables open(ServiceClient client, String courses) {
		long id = NEXT_LOCATION.incrementAndGet();
		var created = client.admin(1)
			.put("/api/v1/locations/" + id, Map.of("name", "Tables", "time_zone", "UTC", "currency", "USD", "courses",
					courses, "tax_rules", List.of(Map.of("name", "Sales tax", "rate", "0.09"))));
		assertThat(created.status()).as(created::toString).isEqualTo(201);
		return new Tables(client.staff(1, id), id);
	}

	OrderClient till() {
		return new OrderClient(this.client);
	}

	/** Takes an order of a burger. */
	long burger() {
		return id(till().take(OrderBody.burgerAt(this.locationId)));
	}

	/** Takes an order of a burger on a check. */
	long burgerOn(long checkId) {
		return id(till().take(OrderBody.burgerAt(this.locationId).with("check_id", checkId)));
	}

	/** Opens a check with these orders. */
	JsonNode check(Long... orderIds) {
		return accepted(201,
				this.client.post("/api/v1/checks", Map.of("location_id", this.locationId, "order_ids", orderIds)));
	}

	JsonNode get(long checkId) {
		return accepted(200, this.client.get("/api/v1/checks/%d", checkId));
	}

	Answer patch(long checkId, Map<String, ?> body) {
		return this.client.patch("/api/v1/checks/" + checkId, body);
	}

	Answer move(long orderId, Long checkId) {
		return this.client.patch("/api/v1/orders/" + orderId, "{\"check_id\":%s}".formatted(checkId));
	}

	Answer merge(long checkId, Long... from) {
		return this.client.post("/api/v1/checks/" + checkId + "/merge", Map.of("from", from));
	}

	Answer split(long checkId, Map<String, ?> body) {
		return this.client.post("/api/v1/checks/" + checkId + "/splits", body);
	}

	Answer close(long checkId) {
		return this.client.post("/api/v1/checks/" + checkId + "/close", null);
	}

	/** Pays an order in cash and serves it. */
	void settle(long orderId) {
		var order = till().order(orderId);
		var open = order.required("balance").asText();
		if (!open.equals("0.00")) {
			accepted(200, this.client.post("/api/v1/orders/" + orderId + "/payments",
					Map.of("method", "cash", "amount", open)));
		}
		if (order.required("status").asText().equals("pending")) {
			till().move(orderId, "confirmed");
		}
		till().serve(orderId);
	}

	/** Waits until the feed has that many events of these types, and returns them. */
	List<JsonNode> events(int count, String... types) {
		return await().until(() -> this.client.get("/api/v1/events?location_id=%d&limit=500", this.locationId)
			.at("/data")
			.valueStream()
			.filter((event) -> Arrays.asList(types).contains(event.required("event_type").asText()))
			.toList(), (events) -> events.size() == count);
	}

	static JsonNode accepted(int status, Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(status);
		return answer.json();
	}

	static long id(JsonNode body) {
		return body.required("id").asLong();
	}

	static List<Long> orderIds(JsonNode check) {
		return check.required("orders").valueStream().map(Tables::id).toList();
	}

}
