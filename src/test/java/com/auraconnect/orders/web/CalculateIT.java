package com.auraconnect.orders.web;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Calculations, and the orders that are created with them. */
@ServiceTest
class CalculateIT {

	private static final String CALCULATE = "/api/v1/orders/calculate";

	private static final String ORDERS = "/api/v1/orders";

	private static final int RANDOM_ORDERS = 100;

	private static final List<String> PRICES = List.of("subtotal", "discount_amount", "service_charge_amount",
			"tax_amount", "tip_amount", "total_amount", "discounts", "service_charges", "taxes");

	private static final List<String> STORED_ONLY = List.of("id", "special_instructions", "station", "course", "status",
			"void");

	private final ServiceClient client;

	private final RandomOrders orders;

	private final JdbcClient database;

	CalculateIT(ServiceClient client, Sandbox sandbox, TestEnvironment site) {
		this.client = client;
		this.orders = new RandomOrders(sandbox.menu().items(), new Random(33));
		this.database = site.database();
	}

	@Test
	void anOrderCostsWhatWasCalculated() {
		ServiceClient staff = this.client.staff(1, 2L);
		IntStream.range(0, RANDOM_ORDERS).forEach((i) -> {
			OrderBody body = this.orders.rich(2);
			Answer calculated = staff.post(CALCULATE, body);
			Answer created = staff.post(ORDERS, body.with("expected_total", calculated.text("/total_amount")));

			assertThat(calculated.status()).as(calculated::toString).isEqualTo(200);
			assertThat(created.status()).as(created::toString).isEqualTo(201);
			assertThat(prices(calculated)).isEqualTo(prices(created));
			assertThat(lines(calculated)).isEqualTo(lines(created));
		});
	}

	@Test
	void theExampleOfTheContractHasItsAmounts() {
		Answer answer = this.client.staff(1, 1L)
			.post(CALCULATE, OrderBody.at(1, OrderBody.line(10, 2, 101), OrderBody.line(20, 1)));

		assertThat(answer.text("/items/0/unit_price")).isEqualTo("12.99");
		assertThat(answer.text("/items/0/subtotal")).isEqualTo("28.98");
		assertThat(answer.text("/items/0/tax_amount")).isEqualTo("2.61");
		assertThat(answer.text("/subtotal")).isEqualTo("33.97");
		assertThat(answer.text("/tax_amount")).isEqualTo("3.06");
		assertThat(answer.text("/total_amount")).isEqualTo("37.03");
	}

	@Test
	void nothingIsStored() {
		OrderBody body = OrderBody.burgerAt(1).with("table_number", "calculated").with("external_id", "calculated-1");

		IntStream.range(0, 3)
			.forEach((i) -> assertThat(this.client.staff(1, 1L).post(CALCULATE, body).status()).isEqualTo(200));

		assertThat(this.database.sql("SELECT count(*) FROM orders WHERE table_number = 'calculated'")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void anOrderThatCannotBeCreatedIsNotCalculated() {
		ServiceClient staff = this.client.staff(1, 1L);

		assertThat(staff.post(CALCULATE, OrderBody.at(1, OrderBody.line(4711, 1))).text("/code"))
			.isEqualTo("MENU_ITEM_UNAVAILABLE");
		assertThat(staff.post(CALCULATE, OrderBody.at(1, OrderBody.line(10, 0))).text("/code"))
			.isEqualTo("VALIDATION_ERROR");
		assertThat(staff.post(CALCULATE, OrderBody.burgerAt(2)).status()).isEqualTo(403);
	}

	@Test
	void anOrderIsRejectedWhenItsTotalDiffersFromTheExpectedOne() {
		ServiceClient staff = this.client.staff(1, 1L);

		Answer answer = staff.post(ORDERS,
				OrderBody.burgerAt(1).with("expected_total", "14.15").with("table_number", "shown"));

		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.text("/code")).isEqualTo("PRICE_CHANGED");
		assertThat(answer.at("/totals/subtotal").asText()).isEqualTo("12.99");
		assertThat(answer.at("/totals/tax_amount").asText()).isEqualTo("1.17");
		assertThat(answer.at("/totals/total_amount").asText()).isEqualTo("14.16");
		assertThat(this.database.sql("SELECT count(*) FROM orders WHERE table_number = 'shown'")
			.query(Long.class)
			.single()).isZero();
		assertThat(staff.post(ORDERS, OrderBody.burgerAt(1).with("expected_total", "14.16")).status()).isEqualTo(201);
	}

	@Test
	void theTipIsPartOfTheExpectedTotal() {
		OrderBody tipped = OrderBody.burgerAt(1).with("payment", Map.of("method", "cash", "tip_amount", "2.00"));

		assertThat(this.client.staff(1, 1L).post(ORDERS, tipped.with("expected_total", "16.16")).status())
			.isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10, -1 })
	void aQuoteThatWasTamperedWithIsRefused(int place) {
		ServiceClient staff = this.client.staff(1, 1L);
		String token = staff.post(CALCULATE, OrderBody.burgerAt(1)).text("/quote_token");
		int index = Math.floorMod(place, token.length());
		String other = (token.charAt(index) != 'A') ? "A" : "B";

		assertQuoteRefused(staff.post(ORDERS, OrderBody.burgerAt(1)
			.with("quote_token", token.substring(0, index) + other + token.substring(index + 1))));
		assertQuoteRefused(staff.post(ORDERS, OrderBody.burgerAt(1).with("quote_token", "made-up")));
	}

	@Test
	void aQuoteIsForItsLocationOnly() {
		ServiceClient admin = this.client.admin(1);
		String token = admin.post(CALCULATE, OrderBody.burgerAt(1)).text("/quote_token");

		assertQuoteRefused(admin.post(ORDERS, OrderBody.burgerAt(2).with("quote_token", token)));
		assertThat(admin.post(ORDERS, OrderBody.burgerAt(1).with("quote_token", token)).status()).isEqualTo(201);
	}

	/** Another tenant has a location of the same id. */
	@Test
	void aQuoteIsForItsTenantOnly() {
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency)
				VALUES (2, 1, 'Blue Door Downtown', 'America/New_York', 'USD')
				ON CONFLICT DO NOTHING
				""").update();
		String token = this.client.admin(1).post(CALCULATE, OrderBody.burgerAt(1)).text("/quote_token");

		assertQuoteRefused(this.client.admin(2).post(ORDERS, OrderBody.burgerAt(1).with("quote_token", token)));
		assertThat(this.client.admin(2).post(ORDERS, OrderBody.burgerAt(1)).status()).isEqualTo(201);
	}

	@Test
	void aTaxRuleByDefaultAppliesToAllAndRoundsHalfUpOnEachLine() {
		this.database.sql("""
				INSERT INTO locations (tenant_id, id, name, time_zone, currency, tax_rules)
				VALUES (1, 91, 'Plain', 'UTC', 'USD', '[{"name": "VAT", "rate": "0.05", "inclusive": false}]')
				""").update();
		ServiceClient admin = this.client.admin(1);

		Answer calculated = admin.post(CALCULATE, OrderBody.at(91, OrderBody.line(10, 1), OrderBody.line(10, 1)));

		assertThat(calculated.text("/tax_amount")).as(calculated::toString).isEqualTo("1.30");
		assertThat(admin.post(ORDERS, OrderBody.burgerAt(91)).text("/tax_amount")).isEqualTo("0.65");
	}

	private static void assertQuoteRefused(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(400);
		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
		assertThat(answer.text("/errors/0/field")).isEqualTo("quote_token");
	}

	private static JsonNode prices(Answer answer) {
		return answer.json().<ObjectNode>deepCopy().retain(PRICES);
	}

	private static List<JsonNode> lines(Answer answer) {
		return answer.json()
			.required("items")
			.valueStream()
			.<JsonNode>map((line) -> line.<ObjectNode>deepCopy().remove(STORED_ONLY))
			.toList();
	}

}
