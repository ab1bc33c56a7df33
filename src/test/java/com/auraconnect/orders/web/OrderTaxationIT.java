package com.auraconnect.orders.web;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Taxes by order type, and tax exemptions, over HTTP. A burger costs 12.99. */
@ServiceTest
class OrderTaxationIT {

	private static final String ORDERS = "/api/v1/orders";

	private static final long LOCATION = 871;

	private static final OrderBody BURGER = OrderBody.burgerAt(LOCATION);

	private final ServiceClient client;

	private final ServiceClient staff;

	private final OrderClient till;

	OrderTaxationIT(ServiceClient client) {
		this.client = client;
		this.staff = client.staff(1, LOCATION);
		this.till = new OrderClient(this.staff);
	}

	/** VAT is 20 % at the table and 10 % on what is taken out; both need no scope. */
	@BeforeEach
	void createLocation() {
		var rules = List.of(Map.of("name", "VAT", "rate", "0.20", "order_types", List.of("dine_in")),
				Map.of("name", "VAT", "rate", "0.10", "order_types", List.of("takeout", "delivery")));
		assertThat(this.client.admin(1)
			.put("/api/v1/locations/" + LOCATION,
					Map.of("name", "Two rates", "time_zone", "UTC", "currency", "EUR", "tax_rules", rules))
			.status()).isIn(200, 201);
	}

	@Test
	void theTypeDecidesTheRate() {
		assertThat(taxes("dine_in")).isEqualTo("2.60");
		assertThat(taxes("takeout")).isEqualTo("1.30");
		assertThat(taxes("online")).isEqualTo("0.00");
	}

	private String taxes(String type) {
		return this.staff.post(ORDERS + "/calculate", BURGER.with("order_type", type)).text("/tax_amount");
	}

	@Test
	void anotherTypePricesTheOrderAgain() {
		var order = this.till.take(BURGER.with("order_type", "dine_in"));
		var path = ORDERS + "/" + order.required("id");

		var changed = this.staff.patch(path, Map.of("order_type", "takeout"));

		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.text("/order_type")).isEqualTo("takeout");
		assertThat(changed.text("/total_amount")).isEqualTo("14.29");
		assertThat(changed.text("/balance")).isEqualTo("14.29");
		assertThat(changed.at("/version").asInt()).isEqualTo(order.required("version").asInt() + 1);
		assertThat(this.till.order(order.required("id").asLong())).isEqualTo(changed.at(""));
		var event = lastEvent(path);
		assertThat(event.required("event_type").asText()).isEqualTo("order.updated");
		assertThat(event.at("/data/order_type").asText()).isEqualTo("takeout");
		assertThat(event.at("/data/changed")).extracting(JsonNode::asText)
			.containsExactlyInAnyOrder("balance", "items", "order_type", "tax_amount", "taxes", "total_amount");
		assertThat(this.till.order(order.required("id").asLong()).at("/items/0/tax_amount").asText()).isEqualTo("1.30");
	}

	@Test
	void anExemptionIsStoredReturnedAndInNoEvent() {
		var order = this.till.take(BURGER.with("order_type", "dine_in")
			.with("tax_exempt", Map.of("reason", "diplomat", "certificate", "secret-4711")));
		var path = ORDERS + "/" + order.required("id");

		assertThat(order.required("tax_exempt"))
			.hasToString("{\"reason\":\"diplomat\",\"certificate\":\"secret-4711\"}");
		assertThat(order.required("total_amount").asText()).isEqualTo("12.99");
		assertThat(order.required("taxes")).isEmpty();

		var taxed = this.staff.patch(path, Collections.singletonMap("tax_exempt", null));
		assertThat(taxed.at("/tax_exempt").isNull()).isTrue();
		assertThat(taxed.text("/tax_amount")).isEqualTo("2.60");
		this.staff.patch(path, Map.of("tax_exempt", Map.of("reason", "resale", "certificate", "secret-4712")));
		assertThat(lastEvent(path).at("/data/changed")).extracting(JsonNode::asText).contains("tax_exempt", "taxes");
		assertThat(this.staff.get(path + "/events").body().toString()).doesNotContain("secret-471")
			.doesNotContain("resale");
	}

	@Test
	void anExemptionNeedsAReason() {
		assertThatProblem(this.staff.post(ORDERS, BURGER.with("tax_exempt", Map.of()))).is(400, "VALIDATION_ERROR")
			.hasFaults("tax_exempt.reason");
		var path = ORDERS + "/" + this.till.take(BURGER).required("id");
		assertThatProblem(this.staff.patch(path, Map.of("tax_exempt", Map.of("certificate", "c-1"))))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("tax_exempt.reason");
		assertThatProblem(
				this.staff.patch(path, Map.of("tax_exempt", Map.of("reason", " ", "certificate", "x".repeat(101)))))
			.hasFaults("tax_exempt.certificate", "tax_exempt.reason");
	}

	@Test
	void theTypeCannotBeClearedOrUnknown() {
		var path = ORDERS + "/" + this.till.take(BURGER).required("id");

		assertThatProblem(this.staff.patch(path, Collections.singletonMap("order_type", null)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("order_type");
		assertThatProblem(this.staff.patch(path, Map.of("order_type", "dinein"))).is(400, "VALIDATION_ERROR")
			.hasFaults("order_type");
	}

	@Test
	void taxesAreFixedOnceMoneyWasTaken() {
		var path = ORDERS + "/" + this.till.take(BURGER).required("id");
		this.staff.post(path + "/payments", Map.of("method", "cash", "amount", "1.00"));

		assertThatProblem(this.staff.patch(path, Map.of("order_type", "takeout"))).is(409, "CAPTURED");
		assertThatProblem(this.staff.patch(path, Map.of("tax_exempt", Map.of("reason", "diplomat")))).is(409,
				"CAPTURED");
		assertThat(this.staff.patch(path, Map.of("table_number", "9")).status()).isEqualTo(200);
	}

	@Test
	void anotherTypeMustFitTheFulfilmentThatThePatchLeaves() {
		var address = Map.of("street", "1 Main St", "city", "Springfield", "postal_code", "12345");
		var path = ORDERS + "/"
				+ this.till.take(BURGER.with("order_type", "delivery").with("fulfilment", Map.of("address", address)))
					.required("id");

		assertThatProblem(this.staff.patch(path, Map.of("order_type", "takeout"))).is(400, "VALIDATION_ERROR")
			.hasFaults("fulfilment.address");
		var both = new HashMap<String, Object>();
		both.put("order_type", "takeout");
		both.put("fulfilment", null);
		var changed = this.staff.patch(path, both);
		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.at("/fulfilment").isNull()).isTrue();
	}

	@Test
	void anotherTypeMakesATicketUnacknowledged() {
		var id = this.till.take(BURGER).required("id");
		this.staff.put(ORDERS + "/" + id + "/status", Map.of("status", "confirmed"));
		this.staff.post("/api/v1/kitchen/orders/" + id + "/acknowledge", Map.of("display_id", "d-1"));
		assertThat(acknowledged(id)).isTrue();

		this.staff.patch(ORDERS + "/" + id, Map.of("order_type", "takeout"));

		assertThat(acknowledged(id)).isFalse();
	}

	private boolean acknowledged(JsonNode id) {
		return this.staff.get("/api/v1/kitchen/orders?location_id=" + LOCATION)
			.at("/data")
			.valueStream()
			.filter((ticket) -> ticket.required("id").equals(id))
			.findFirst()
			.orElseThrow()
			.required("acknowledged")
			.asBoolean();
	}

	@Test
	void rulesOfOneNameForTheSameOrdersAreRefused() {
		var rules = List.of(Map.of("name", "VAT", "rate", "0.20", "order_types", List.of("dine_in")),
				Map.of("name", "VAT", "rate", "0.10"));

		assertThatProblem(this.client.admin(1)
			.put("/api/v1/locations/" + LOCATION,
					Map.of("name", "Two rates", "time_zone", "UTC", "currency", "EUR", "tax_rules", rules)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("tax_rules[1].name");
	}

	private JsonNode lastEvent(String path) {
		var events = this.staff.get(path + "/events").at("/data");
		return events.get(events.size() - 1);
	}

}
