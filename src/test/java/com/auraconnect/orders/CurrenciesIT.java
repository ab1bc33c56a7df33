package com.auraconnect.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders in yen, which have no smaller unit, and in dinars of Kuwait, which have 1000
 * fils. The expected amounts were computed apart from this code, in exact fractions.
 */
@ServiceTest
class CurrenciesIT {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(9_700);

	private static final String ORDERS = "/api/v1/orders";

	private final ServiceClient client;

	private final OrderClient till;

	private final Sandbox sandbox;

	CurrenciesIT(ServiceClient client, Sandbox sandbox) {
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.sandbox = sandbox;
	}

	@Test
	void anOrderInYenHasNoDecimals() {
		long location = location("JPY", "10", Map.of("name", "Tax", "rate", "0.10", "level", "order"));

		var order = this.till.take(meal(location, "500.00"));
		assertAmounts(order, "3897", "790", "311", "311", "0", "3729");
		assertThat(order.required("items")).extracting((item) -> item.required("unit_price").asText())
			.containsExactly("1299", "999");
		assertThat(order.at("/items/0/modifiers/0/price").asText()).isEqualTo("150");
		assertThat(order.at("/discounts/0/value").asText()).isEqualTo("500");
		assertThat(order.required("balance").asText()).isEqualTo("3729");
		assertThat(order.required("paid_amount").asText()).isEqualTo("0");

		walkThrough(order, new Walk("JPY", "2000", "100.00", "1730", "2000", "-1", "270", "2100", "1236", "1", "0.5"));

		var adjusted = adjust(order, "fixed", "100");
		assertAmounts(adjusted, "3897", "890", "301", "301", "100", "3709");
		assertThat(adjusted.at("/adjustments/0/amount").asText()).isEqualTo("100");
		assertThat(adjusted.at("/adjustments/0/value").asText()).isEqualTo("100");
		assertReport(location, "3609");
	}

	@Test
	void anOrderInDinarsHasThreeDecimals() {
		long location = location("KWD", "0.005", Map.of("name", "Tax", "rate", "0.08875"));

		var order = this.till.take(meal(location, "5"));
		assertAmounts(order, "38.970", "7.898", "3.107", "2.758", "0.000", "36.937");
		assertThat(order.at("/items/0/modifiers/0/price").asText()).isEqualTo("1.500");
		assertThat(order.at("/discounts/0/value").asText()).isEqualTo("5.000");
		assertThat(order.required("balance").asText()).isEqualTo("36.937");

		walkThrough(order,
				new Walk("KWD", "20", "1.25", "16.935", "20", "0.002", "3.065", "21.250", "12.231", "0.005", "0.0005"));

		var adjusted = adjust(order, "fixed", "1");
		assertAmounts(adjusted, "38.970", "8.898", "3.007", "2.669", "1.250", "36.998");
		assertThat(adjusted.at("/adjustments/0/value").asText()).isEqualTo("1.000");
		assertReport(location, "35.748");
	}

	/** Two burgers with cheese at 10 % off, a salad, 10 % service. */
	private OrderBody meal(long location, String discount) {
		var burgers = OrderBody.line(10, 2, 101);
		burgers.put("discounts", List.of(Map.of("name", "Guest", "type", "percentage", "value", "10")));
		return OrderBody.at(location, burgers, OrderBody.line(15, 1))
			.with("discounts", List.of(Map.of("name", "Voucher", "type", "fixed", "value", discount)))
			.with("service_charges", List.of(Map.of("name", "Service", "type", "percentage", "value", "10")));
	}

	/**
	 * Payments of an order, and what is expected of them.
	 *
	 * @param cash settles the rest, rounded to the coin
	 * @param captured what the bank takes of the card, with the tip
	 * @param oneBurger what a refund of one burger gives back
	 * @param smallest an amount that can be refunded
	 * @param tooSmall an amount that the currency does not have
	 */
	private record Walk(String currency, String card, String tip, String cash, String tendered, String rounding,
			String change, String captured, String oneBurger, String smallest, String tooSmall) {
	}

	private void walkThrough(JsonNode order, Walk walk) {
		long id = order.required("id").asLong();
		accepted(pay(id, Map.of("method", "card", "token", "tok_ok", "amount", walk.card(), "tip_amount", walk.tip())));
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", walk.cash(), "tendered", walk.tendered())));
		assertThat(paid.required("rounding_amount").asText()).isEqualTo(walk.rounding());
		assertThat(paid.at("/payments/1/change").asText()).isEqualTo(walk.change());
		assertThat(Double.parseDouble(paid.required("balance").asText())).isZero();
		assertThat(this.till.order(id)).isEqualTo(paid);
		assertThat(bodies("/authorizations", id)).singleElement()
			.asString()
			.contains("\"amount\":\"" + walk.captured() + "\"", "\"currency\":\"" + walk.currency() + "\"");

		this.till.move(id, "confirmed", "preparing", "ready", "completed");
		var completed = this.till.await(id, (found) -> found.at("/payments/0/status").asText().equals("captured")
				&& found.required("payment_status").asText().equals("paid"));
		assertThat(authorization(id).captured()).hasToString(walk.captured());

		long cash = completed.at("/payments/1/id").asLong();
		var oneBurger = Map.of("item_id", completed.at("/items/0/id").asLong(), "quantity", 1);
		var refunded = accepted(refund(id, cash, Map.of("items", List.of(oneBurger))));
		assertThat(refunded.at("/payments/1/refunds/0/amount").asText()).isEqualTo(walk.oneBurger());
		assertThat(refunded.at("/payments/1/refunds/0/items/0/amount").asText()).isEqualTo(walk.oneBurger());
		assertThat(refunded.required("refunded_amount").asText()).isEqualTo(walk.oneBurger());
		long card = completed.at("/payments/0/id").asLong();
		assertThat(refund(id, card, Map.of("amount", walk.tooSmall())).text("/errors/0/field")).isEqualTo("amount");
		var smallest = accepted(refund(id, card, Map.of("amount", walk.smallest())));
		assertThat(smallest.at("/payments/0/refunds/0/amount").asText()).isEqualTo(walk.smallest());
		assertThat(bodies("/refunds", id)).singleElement()
			.asString()
			.contains("\"amount\":\"" + walk.smallest() + "\"");
		assertThat(this.till.order(id)).isEqualTo(smallest);
		assertEvents(order);
	}

	/** The events say the amounts as the order does. */
	private void assertEvents(JsonNode order) {
		Awaitility.await().untilAsserted(() -> {
			var events = this.client.get(ORDERS + "/%d/events", order.required("id").asLong()).json().required("data");
			var created = events.get(0).required("data");
			assertThat(created.required("total_amount")).isEqualTo(order.required("total_amount"));
			assertThat(created.at("/items/0/total")).isEqualTo(order.at("/items/0/total"));
			assertThat(events).extracting((event) -> event.required("event_type").asText())
				.contains("order.payment_changed");
		});
	}

	private void assertReport(long location, String revenue) {
		Awaitility.await().untilAsserted(() -> {
			var report = this.client
				.get("/api/v1/orders/reports/summary?date_from=2026-01-01&date_to=2026-12-31&location_id=" + location);
			assertThat(report.text("/summary/total_revenue")).isEqualTo(revenue);
			assertThat(report.text("/summary/average_order_value")).isEqualTo(revenue);
			assertThat(report.text("/breakdown/0/revenue")).isEqualTo(revenue);
		});
	}

	@ParameterizedTest
	@CsvSource({ "JPY, 0", "USD, 0.00", "KWD, 0.000" })
	void aReportOfNothingHasTheZeroOfTheCurrency(String currency, String zero) {
		long location = location(currency, null, null);

		var report = this.client
			.get("/api/v1/orders/reports/summary?date_from=2026-01-01&date_to=2026-01-31&location_id=" + location);

		assertThat(report.text("/summary/total_revenue")).isEqualTo(zero);
		assertThat(report.text("/summary/average_order_value")).isEqualTo(zero);
	}

	@Test
	void allAmountsThatACurrencyDoesNotHaveAreNamedAtOnce() {
		var fixed = List.of(Map.of("name", "Voucher", "type", "fixed", "value", "0.5"));
		var line = OrderBody.line(10, 2);
		line.put("discounts", fixed);
		var body = OrderBody.at(location("JPY", null, null), OrderBody.line(15, 1), line)
			.with("discounts", fixed)
			.with("service_charges", fixed)
			.with("payment", Map.of("method", "cash", "tip_amount", "10000000000"))
			.with("expected_total", "12.5");

		var answer = this.client.unchecked().post(ORDERS, body.fields());
		assertThat(fields(answer)).containsExactly("payment.tip_amount");
		body = body.with("payment", Map.of("method", "cash", "tip_amount", "99.99"));
		answer = this.client.unchecked().post(ORDERS, body.fields());
		assertThat(fields(answer)).containsExactly("items[1].discounts[0].value", "discounts[0].value",
				"service_charges[0].value", "payment.tip_amount", "expected_total");
		assertThat(answer.text("/errors/0/message")).isEqualTo("must have no decimals, as the currency has none");
		assertThat(fields(this.client.unchecked().post(ORDERS + "/calculate", body.fields()))).hasSize(5);
	}

	@Test
	void amountsOfAPaymentAreThoseOfTheOrder() {
		long id = this.till.take(OrderBody.burgerAt(location("JPY", null, null))).required("id").asLong();

		var refused = pay(id, Map.of("method", "cash", "amount", "12.5", "tip_amount", "0.01", "tendered", "100.001"));
		assertThat(fields(refused)).containsExactly("amount", "tip_amount", "tendered");
		assertThat(pay(id, Map.of("method", "cash", "amount", "1300")).status()).isEqualTo(422);
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", "1299.00", "tip_amount", "1.0")));
		assertThat(paid.at("/payments/0/amount").asText()).isEqualTo("1299");
		assertThat(fields(this.client.unchecked()
			.patch(ORDERS + "/" + id + "/payments/" + paid.at("/payments/0/id"), Map.of("tip_amount", "0.5"))))
			.containsExactly("tip_amount");
	}

	@Test
	void anAmountHasTenDigits() {
		long yen = location("JPY", null, null);
		long dinars = location("KWD", null, null);

		assertThat(fields(tipped(dinars, "10000000.000"))).containsExactly("payment.tip_amount");
		var tooMuch = tipped(dinars, "9999999.999");
		assertThat(tooMuch.text("/errors/0/message")).isEqualTo("come to more than 9999999.999");
		assertThat(tipped(yen, "9999998701").status()).isEqualTo(400);
		var tipped = tipped(yen, "9999998700");
		assertThat(tipped.status()).as(tipped::toString).isEqualTo(201);
		assertThat(tipped.text("/total_amount")).isEqualTo("9999999999");
	}

	private Answer tipped(long location, String tip) {
		return this.client.unchecked()
			.post(ORDERS,
					OrderBody.burgerAt(location).with("payment", Map.of("method", "cash", "tip_amount", tip)).fields());
	}

	@Test
	void aLocationCanChangeItsCurrencyUntilItsFirstOrder() {
		long location = location("EUR", null, null);
		var burger = OrderBody.burgerAt(location);
		var quote = this.client.post(ORDERS + "/calculate", burger.fields());
		assertThat(quote.text("/total_amount")).isEqualTo("12.99");
		put(location, "JPY", null, null);

		Awaitility.await()
			.untilAsserted(() -> assertThat(
					this.client.unchecked().post(ORDERS + "/calculate", burger.fields()).text("/total_amount"))
				.isEqualTo("1299"));
		var refused = this.client.unchecked()
			.post(ORDERS, burger.with("quote_token", quote.text("/quote_token")).fields());
		assertThat(fields(refused)).containsExactly("quote_token");
		var order = this.till.take(burger.with("expected_total", "1299"));
		assertThat(order.required("total_amount").asText()).isEqualTo("1299");
		assertThat(this.client.unchecked().put("/api/v1/locations/" + location, rules("EUR", null, null)).status())
			.isEqualTo(409);
	}

	private long location(String currency, String coin, Map<String, Object> tax) {
		long id = NEXT_LOCATION.incrementAndGet();
		put(id, currency, coin, tax);
		return id;
	}

	private void put(long id, String currency, String coin, Map<String, Object> tax) {
		assertThat(this.client.put("/api/v1/locations/" + id, rules(currency, coin, tax)).status()).isBetween(200, 201);
	}

	private static Map<String, Object> rules(String currency, String coin, Map<String, Object> tax) {
		var rules = new HashMap<String, Object>(Map.of("name", currency, "time_zone", "UTC", "currency", currency,
				"tax_rules", (tax != null) ? List.of(tax) : List.of()));
		rules.put("cash_rounding", coin);
		return rules;
	}

	private Answer pay(long id, Map<String, Object> payment) {
		return this.client.unchecked().post(ORDERS + "/" + id + "/payments", payment);
	}

	private Answer refund(long id, long payment, Map<String, Object> what) {
		var body = new HashMap<>(what);
		body.put("payment_id", payment);
		body.put("reason", "cold");
		return this.client.unchecked().post(ORDERS + "/" + id + "/refunds", body);
	}

	private JsonNode adjust(JsonNode order, String type, String value) {
		return accepted(this.client.post(ORDERS + "/" + order.required("id") + "/adjustments",
				Map.of("kind", "discount", "name", "Manager", "type", type, "value", value, "reason", "long wait")));
	}

	private List<String> bodies(String path, long orderId) {
		return this.sandbox.partner("payment")
			.calls()
			.stream()
			.filter((call) -> call.path().equals(path))
			.map(RecordedCall::body)
			.filter((body) -> body.contains("\"order_id\":" + orderId + ","))
			.toList();
	}

	private Authorization authorization(long id) {
		return this.sandbox.payment().authorizationsOf(id).getFirst();
	}

	private static void assertAmounts(JsonNode order, String subtotal, String discount, String charge, String tax,
			String tip, String total) {
		assertThat(List.of("subtotal", "discount_amount", "service_charge_amount", "tax_amount", "tip_amount",
				"total_amount"))
			.extracting((field) -> order.required(field).asText())
			.containsExactly(subtotal, discount, charge, tax, tip, total);
	}

	private static JsonNode accepted(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isBetween(200, 201);
		return answer.json();
	}

	private static List<String> fields(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(400);
		return answer.json().required("errors").findValuesAsText("field");
	}

}
