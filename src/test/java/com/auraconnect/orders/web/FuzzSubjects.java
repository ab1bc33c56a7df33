package com.auraconnect.orders.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.auraconnect.orders.testing.ApiOperation;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates orders, checks and parked sagas in the state in which an operation of the API
 * succeeds. Safe for use by many threads.
 */
final class FuzzSubjects {

	/**
	 * A location whose closings and settings operations change, and which no other test
	 * uses.
	 */
	static final long LOCATION_TO_CHANGE = 990_001;

	/** A location with courses, which confirms no order by itself. */
	static final long LOCATION = 990_002;

	/** A course that is held until it is fired. */
	static final int HELD_COURSE = 2;

	private final ServiceClient admin;

	private final JdbcClient database;

	/**
	 * @param admin an admin of tenant 1
	 */
	FuzzSubjects(ServiceClient admin, JdbcClient database) {
		this.admin = admin;
		this.database = database;
		openLocations();
	}

	private void openLocations() {
		for (long location : List.of(LOCATION_TO_CHANGE, LOCATION)) {
			granted("PUT", "/api/v1/locations/" + location,
					Map.of("name", "Fuzz", "time_zone", "UTC", "currency", "USD", "courses", "manual"));
		}
	}

	/**
	 * Creates an order, and what the operation needs beside it; empty if any order will
	 * do.
	 * @return the order; its fields {@code check_id}, {@code check_payment_id} and
	 * {@code other_check_id} name the check, where there is one, a payment of it and
	 * another check
	 */
	Optional<JsonNode> subject(ApiOperation operation) {
		var isOfCheck = operation.path().startsWith("/api/v1/checks/");
		var isChange = !operation.method().equals("GET")
				&& (operation.path().contains("{id}") || Set.of("openCheck", "retrySaga").contains(operation.id()));
		if (!isOfCheck && !isChange) {
			return Optional.empty();
		}
		var order = paidAndAdjusted(LOCATION);
		return Optional.of(isOfCheck ? onCheck(operation, order) : inState(operation, order));
	}

	private JsonNode inState(ApiOperation operation, JsonNode order) {
		var id = order.required("id").asLong();
		return switch (operation.id()) {
			case "changeOrderStatus", "prepareOrder", "acknowledgeOrder" -> moved(order, "confirmed");
			case "bumpItem", "finishOrder", "voidItem" -> moved(order, "confirmed", "preparing");
			case "recallItem" -> {
				moved(order, "confirmed", "preparing");
				var item = order.at("/items/0/id").asLong();
				yield granted("POST", "/api/v1/kitchen/orders/%d/items/%d/bump".formatted(id, item), null);
			}
			case "fireCourse" -> {
				var dessert = OrderBody.line(15, 1);
				dessert.put("course", HELD_COURSE);
				granted("POST", "/api/v1/orders/" + id + "/items", Map.of("items", List.of(dessert)));
				yield moved(order, "confirmed");
			}
			case "refundPayment" ->
				granted("POST", "/api/v1/orders/" + id + "/payments", Map.of("method", "cash", "amount", "9.00"));
			case "retrySaga" -> parked(order);
			default -> order;
		};
	}

	/** Creates an order of customer 7 with an authorized card and an adjustment. */
	JsonNode paidAndAdjusted(long location) {
		var order = new OrderClient(this.admin)
			.take(OrderBody.at(location, OrderBody.line(10, 1), OrderBody.line(15, 2)).with("customer_id", 7));
		var path = "/api/v1/orders/" + order.required("id").asLong();
		granted("POST", path + "/payments", Map.of("method", "card", "amount", "1.00", "token", "tok_ok"));
		return granted("POST", path + "/adjustments", Map.of("kind", "discount", "name", "Manager", "type", "fixed",
				"value", "0.01", "reason", "Long wait", "approved_by", "manager-2"));
	}

	private JsonNode moved(JsonNode order, String... statuses) {
		return new OrderClient(this.admin).move(order.required("id").asLong(), statuses);
	}

	/**
	 * Opens a check with the order and a payment, or an empty one to close, and another
	 * to merge with it.
	 */
	private JsonNode onCheck(ApiOperation operation, JsonNode order) {
		var isToClose = operation.id().equals("closeCheck");
		var check = granted("POST", "/api/v1/checks",
				Map.of("location_id", LOCATION, "order_ids", isToClose ? List.of() : List.of(order.required("id"))));
		var other = granted("POST", "/api/v1/checks", Map.of("location_id", LOCATION));
		if (!isToClose) {
			var isToVoid = operation.id().equals("voidCheckPayment");
			check = granted("POST", "/api/v1/checks/" + check.required("id") + "/payments",
					isToVoid ? Map.of("method", "card", "amount", "5.00", "token", "tok_ok")
							: Map.of("method", "cash", "amount", "5.00"));
		}
		return ((ObjectNode) order.deepCopy()).<ObjectNode>set("check_id", check.required("id"))
			.<ObjectNode>set("check_payment_id", check.at("/payments/0/id"))
			.set("other_check_id", other.required("id"));
	}

	/** Returns the id of the payment to change: that of the check, else of the order. */
	static JsonNode payment(JsonNode subject) {
		var payments = subject.required("payments");
		return subject.has("check_payment_id") ? subject.required("check_payment_id")
				: payments.path(payments.size() - 1).path("id");
	}

	/** Returns the id of the saga that is parked for an order where one is needed. */
	static String saga(JsonNode subject) {
		return "place-order-" + subject.required("id").asLong();
	}

	/** Returns the query without which an operation is refused. */
	static String query(ApiOperation operation) {
		return switch (operation.id()) {
			case "listEvents", "streamEvents", "getKitchenQueue", "getAllDay" -> "?location_id=" + LOCATION;
			case "reportDay" -> "?business_day=2026-11-22&location_id=" + LOCATION;
			case "summarizeOrders" -> "?date_from=2026-11-16&date_to=2026-11-22";
			default -> "";
		};
	}

	private JsonNode parked(JsonNode order) {
		this.database
			.sql("""
					INSERT INTO parked_sagas (tenant_id, id, order_id, task_name, task_instance, step, failure, attempts, parked_at)
					VALUES (1, :saga, :id, 'place-order', '1/' || :id, 'confirm-order', 'a test', 3, now())
					""")
			.param("id", order.required("id").asLong())
			.param("saga", saga(order))
			.update();
		return order;
	}

	private JsonNode granted(String method, String path, @Nullable Object body) {
		var answer = this.admin.send(method, path, body);
		assertThat(answer.status()).as("%s %s: %s", method, path, answer).isBetween(200, 299);
		return answer.json();
	}

}
