package com.auraconnect.orders.security;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Scopes that depend on what a body contains, also in batches and replays. */
@ServiceTest
class TokenScopeIT {

	private static final String ORDERS = "/api/v1/orders";

	private static final List<Map<String, String>> DISCOUNT = List
		.of(Map.of("name", "Happy hour", "type", "percentage", "value", "20"));

	/** Stays pending, because location 2 confirms orders by hand. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final OrderClient admin;

	TokenScopeIT(ServiceClient client) {
		this.client = client;
		this.admin = new OrderClient(client.admin(1));
	}

	static List<OrderBody> adjusted() {
		return List.of(BURGER.with("discounts", DISCOUNT),
				BURGER.with("service_charges", List.of(Map.of("name", "Party", "type", "fixed", "value", "1.00"))),
				BURGER.with("items", List.of(Map.of("menu_item_id", 10, "quantity", 1, "discounts", DISCOUNT))));
	}

	@ParameterizedTest
	@MethodSource("adjusted")
	void anAdjustedOrderNeedsTheScopeAdjust(OrderBody order) {
		for (var path : List.of(ORDERS, ORDERS + "/calculate")) {
			assertThatProblem(with("orders.write payments").post(path, order)).is(403, "FORBIDDEN")
				.mentions("The token lacks the scope adjust");
			assertThat(with("orders.write adjust").post(path, order).status()).isLessThan(300);
		}
	}

	@Test
	void anOrderWithAPaymentNeedsTheScopePayments() {
		assertThatProblem(with("orders.write adjust").post(ORDERS, BURGER.paidInCash())).is(403, "FORBIDDEN")
			.mentions("payments");
		assertThatProblem(with("orders.write").post(ORDERS, BURGER.paidInCash().with("discounts", DISCOUNT)))
			.mentions("payments, adjust");
		assertThat(with("orders.write payments").post(ORDERS, BURGER.paidInCash()).status()).isEqualTo(201);
		assertThat(with("orders.write").post(ORDERS + "/calculate", BURGER.paidInCash()).status()).isEqualTo(200);
	}

	@Test
	void addedItemsWithADiscountNeedTheScopeAdjust() {
		var items = ORDERS + "/" + this.admin.take(BURGER).required("id") + "/items";
		var body = Map.of("items", List.of(Map.of("menu_item_id", 15, "quantity", 1, "discounts", DISCOUNT)));

		assertThatProblem(with("orders.write").post(items, body)).is(403, "FORBIDDEN").mentions("adjust");
		assertThat(with("orders.write adjust").post(items, body).status()).isEqualTo(200);
	}

	/** A kitchen display works the queue and touches no money. */
	@Test
	void aKitchenDisplayRefundsNothing() {
		long id = this.admin.take(BURGER.paidInCash()).required("id").asLong();
		this.admin.move(id, "confirmed");
		var display = new OrderClient(with("orders.read kitchen"));
		var payment = display.order(id).at("/payments/0/id");

		assertThatProblem(display.client()
			.post(ORDERS + "/" + id + "/refunds", Map.of("payment_id", payment, "amount", "1.00", "reason", "cold")))
			.is(403, "FORBIDDEN")
			.mentions("payments");
		assertThatProblem(display.tryToMove(id, "preparing")).is(403, "FORBIDDEN");
		assertThat(display.client().post("/api/v1/kitchen/orders/" + id + "/prepare", Map.of()).status())
			.isEqualTo(200);
	}

	@Test
	void eachOrderOfABatchNeedsItsOwnScopes() {
		var key = UUID.randomUUID().toString();
		var orders = Map.of("orders", List.of(BURGER.with("idempotency_key", key + "-0"),
				BURGER.paidInCash().with("idempotency_key", key + "-1")));

		var results = with("orders.write").post(ORDERS + "/batch", orders).at("/results");

		assertThat(results.findValuesAsText("status")).startsWith("201").contains("403");
		assertThat(results.at("/1/problem/code").asText()).isEqualTo("FORBIDDEN");
		assertThat(results.at("/1/problem/detail").asText()).contains("payments");
		var again = with("orders.write payments").post(ORDERS + "/batch", orders).at("/results");
		assertThat(again.at("/0/order/id")).isEqualTo(results.at("/0/order/id"));
		assertThat(again.at("/1/status").asInt()).isEqualTo(201);
		assertThat(with("orders.write").post(ORDERS + "/batch", orders).at("/results/1/status").asInt()).isEqualTo(403);
	}

	@Test
	void aReplayNeedsTheScopesOfTheRequest() {
		var key = UUID.randomUUID().toString();
		var order = BURGER.paidInCash();
		var first = with("orders.write payments").withKey(key).post(ORDERS, order);
		assertThat(first.status()).isEqualTo(201);

		for (var scopes : List.of("orders.write", "orders.read payments", "")) {
			assertThatProblem(with(scopes).withKey(key).post(ORDERS, order)).is(403, "FORBIDDEN");
		}

		var replay = with("payments orders.write").withKey(key).post(ORDERS, order);
		assertThat(replay.header("Idempotent-Replayed")).hasValue("true");
		assertThat(replay.body()).isEqualTo(first.body());
	}

	@Test
	void theReplayOfABatchNeedsTheScopesOfItsOrders() {
		var key = UUID.randomUUID().toString();
		var orders = Map.of("orders", List.of(BURGER.paidInCash().with("idempotency_key", key)));
		assertThat(with("orders.write payments").withKey(key)
			.post(ORDERS + "/batch", orders)
			.at("/results/0/status")
			.asInt()).isEqualTo(201);

		assertThatProblem(with("orders.write").withKey(key).post(ORDERS + "/batch", orders)).is(403, "FORBIDDEN");
	}

	@Test
	void scopesDoNotExtendARole() {
		var customer = this.client.as(TokenRequest.customer(1, 7).withScope("orders.write kitchen payments adjust"));

		assertThatProblem(customer.post(ORDERS, BURGER.with("discounts", DISCOUNT))).is(403, "FORBIDDEN");
		assertThatProblem(customer.get("/api/v1/kitchen/orders?location_id=2")).is(403, "FORBIDDEN");
		assertThat(customer.post(ORDERS, BURGER.paidByCard("tok_ok")).status()).isEqualTo(201);
	}

	@Test
	void customersSetNeitherCheckNorExemptionNorSource() {
		var customer = this.client.customer(1, 7);
		for (var field : Map.of("check_id", 7, "tax_exempt", Map.of("reason", "embassy"), "source", "kiosk-3")
			.entrySet()) {
			var order = BURGER.with(field.getKey(), field.getValue());
			assertThatProblem(customer.post(ORDERS, order)).is(403, "FORBIDDEN");
			assertThatProblem(customer.post(ORDERS + "/calculate", order)).is(403, "FORBIDDEN");
		}
	}

	@Test
	void aTokenOfTheSandboxHasItsScopes() {
		var token = this.client.unchecked()
			.post("/sandbox/tokens", Map.of("tenant_id", 1, "role", "admin", "scope", "orders.read"))
			.text("/token");
		var reader = this.client.with("Authorization", "Bearer " + token);

		assertThat(reader.get(ORDERS).status()).isEqualTo(200);
		assertThatProblem(reader.post(ORDERS, BURGER)).is(403, "FORBIDDEN");
	}

	private ServiceClient with(String scopes) {
		return this.client.as(TokenRequest.staff(1, 2L).withScope(scopes));
	}

}
