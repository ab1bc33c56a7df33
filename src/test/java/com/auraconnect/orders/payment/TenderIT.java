package com.auraconnect.orders.payment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tenders, tips, refunds and the balance, as a till uses them. A burger costs 12.99. */
@ServiceTest
class TenderIT {

	private static final AtomicLong NEXT_LOCATION = new AtomicLong(9_500);

	private final ServiceClient client;

	private final OrderClient till;

	private final Sandbox sandbox;

	private final JdbcClient database;

	TenderIT(ServiceClient client, Sandbox sandbox, TestEnvironment site) {
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.sandbox = sandbox;
		this.database = site.database();
	}

	@Test
	void cashSaysTheChange() {
		long id = take(location(Map.of()));

		var paid = accepted(
				pay(id, Map.of("method", "cash", "amount", "12.99", "tip_amount", "2.00", "tendered", "20.00")));

		assertThat(paid.at("/payments/0/tendered").asText()).isEqualTo("20.00");
		assertThat(paid.at("/payments/0/change").asText()).isEqualTo("5.01");
		assertThat(paid.at("/payments/0/by").asText()).isNotEmpty();
		assertThat(paid.at("/payments/0/at")).isEqualTo(paid.at("/payments/0/created_at"));
		assertThat(paid.required("paid_amount").asText()).isEqualTo("12.99");
		assertThat(changeTip(paid, "7.02").text("/code")).isEqualTo("AMOUNT_TOO_HIGH");
		assertThat(accepted(changeTip(paid, "7.01")).at("/payments/0/change").asText()).isEqualTo("0.00");
	}

	@Test
	void theLastCashIsRoundedToTheCoin() {
		long id = take(location(Map.of("cash_rounding", "0.05")));

		assertThat(pay(id, Map.of("method", "card", "amount", "13.00", "token", "tok_ok")).status()).isEqualTo(422);
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", "13.00")));

		assertThat(paid.required("rounding_amount").asText()).isEqualTo("-0.01");
		assertThat(paid.required("balance").asText()).isEqualTo("0.00");
		assertThat(paid.required("payment_status").asText()).isEqualTo("paid");
		assertThat(this.till.order(id)).isEqualTo(paid);
	}

	@ParameterizedTest
	@CsvSource({ "gift_card", "voucher", "external" })
	void otherTendersAreOnlyRecorded(String method) {
		long id = take(location(Map.of()));

		var paid = accepted(pay(id, Map.of("method", method, "amount", "12.99", "reference", "V-77")));

		assertThat(paid.at("/payments/0/reference").asText()).isEqualTo("V-77");
		assertThat(paid.at("/payments/0/status").asText()).isEqualTo("captured");
		assertThat(paid.required("payment_status").asText()).isEqualTo("paid");
		assertThat(changeTip(paid, "1.00").text("/code")).isEqualTo("CAPTURED");
		var back = accepted(refund(paid, Map.of("amount", "12.99")));
		assertThat(back.at("/payments/0/refunds/0/status").asText()).isEqualTo("done");
	}

	@Test
	void anInvalidTenderIsRefusedWithAllItsFaults() {
		long id = take(location(Map.of()));

		var answer = pay(id, Map.of("method", "card", "amount", "0.00", "tendered", "1.00", "reference", "V-77"));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().required("errors").findValuesAsText("field")).containsExactlyInAnyOrder("amount",
				"token", "tendered", "reference");
		assertThat(pay(id, Map.of("method", "cash", "amount", "2.00", "tip_amount", "1.00", "tendered", "2.99"))
			.text("/errors/0/field")).isEqualTo("tendered");
		assertThat(pay(id, Map.of("method", "shells", "amount", "2.00")).status()).isEqualTo(400);
	}

	@Test
	void aFreeOrderIsPaidAndItsCardIsNeverAsked() {
		var discount = List.of(Map.of("name", "On the house", "type", "percentage", "value", "100"));
		var body = OrderBody.burgerAt(location(Map.of())).with("discounts", discount);

		var free = this.till.take(body.with("payment", Map.of("method", "card", "token", "tok_ok")));
		long id = free.required("id").asLong();
		assertThat(free.required("payment_status").asText()).isEqualTo("paid");
		assertThat(free.required("payments")).isEmpty();
		this.till.move(id, "confirmed", "preparing", "ready", "completed");
		assertThat(this.sandbox.payment().authorizationsOf(id)).isEmpty();

		var tip = accepted(pay(id, Map.of("method", "cash", "amount", "0.00", "tip_amount", "5.00")));
		assertThat(tip.required("tip_amount").asText()).isEqualTo("5.00");
		assertThat(tip.required("paid_amount").asText()).isEqualTo("0.00");
		assertThat(tip.required("payment_status").asText()).isEqualTo("paid");
	}

	@Test
	void aTipChangesUntilTheCardIsCaptured() {
		long id = take(location(Map.of("capture_delay_minutes", 30)));
		accepted(payByCard(id, "12.99"));
		this.till.move(id, "confirmed", "preparing", "ready", "completed");

		var tipped = accepted(changeTip(this.till.order(id), "2.50"));

		assertThat(tipped.required("total_amount").asText()).isEqualTo("15.49");
		assertThat(tipped.required("payment_status").asText()).isEqualTo("authorized");
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.AUTHORIZED);
		endCaptureDelay(id);
		this.till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));
		assertThat(authorization(id).captured()).isEqualByComparingTo("15.49");
	}

	private void endCaptureDelay(long id) {
		this.database.sql("UPDATE orders SET capture_at = now() - INTERVAL '1 minute' WHERE id = ?").param(id).update();
		assertThat(this.database.sql("""
				UPDATE scheduled_tasks SET execution_time = now()
				WHERE task_name = 'capture-cards' AND task_instance = '1/' || ?
				""").param(id).update()).isEqualTo(1);
	}

	@Test
	void theTipOfACapturedCardCannotChange() {
		long id = take(location(Map.of()));
		accepted(payByCard(id, "12.99"));
		this.till.move(id, "confirmed", "preparing", "ready", "completed");
		var paid = this.till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));

		var answer = changeTip(paid, "3.00");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/code")).isEqualTo("CAPTURED");
		assertThat(authorization(id).captured()).isEqualByComparingTo("12.99");
	}

	@Test
	void aTipThatTheBankDeclinesFallsToWhatItHolds() {
		long id = take(location(Map.of()));
		accepted(pay(id, Map.of("method", "card", "amount", "12.99", "tip_amount", "1.00", "token", "tok_ok")));
		accepted(changeTip(this.till.order(id), "50.00"));

		this.till.move(id, "confirmed", "preparing", "ready", "completed");

		var paid = this.till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));
		assertThat(paid.required("tip_amount").asText()).isEqualTo("1.00");
		assertThat(paid.at("/payments/0/amount").asText()).isEqualTo("12.99");
		assertThat(authorization(id).captured()).isEqualByComparingTo("13.99");
	}

	@Test
	void anAuthorizedCardIsVoided() {
		long id = take(location(Map.of()));
		var held = accepted(payByCard(id, "12.99"));

		var voided = accepted(this.client.delete(paymentPath(held)));

		assertThat(voided.at("/payments/0/status").asText()).isEqualTo("voided");
		assertThat(voided.required("payment_status").asText()).isEqualTo("unpaid");
		assertThat(voided.required("balance").asText()).isEqualTo("12.99");
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(accepted(this.client.delete(paymentPath(held)))).isEqualTo(voided);
		var cash = accepted(pay(id, Map.of("method", "cash", "amount", "12.99")));
		assertThat(this.client.delete(path(id) + "/payments/" + cash.at("/payments/1/id")).text("/code"))
			.isEqualTo("CAPTURED");
		assertThat(this.client.delete(path(id) + "/payments/999999999").status()).isEqualTo(404);
	}

	@Test
	void goodwillLeavesTheBalanceAndACorrectionRaisesIt() {
		long id = take(location(Map.of()));
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", "12.99", "tip_amount", "2.00")));

		var goodwill = accepted(refund(paid, Map.of("amount", "1.00", "kind", "goodwill")));
		assertThat(goodwill.required("payment_status").asText()).isEqualTo("partially_refunded");
		assertThat(goodwill.required("balance").asText()).isEqualTo("0.00");
		assertThat(goodwill.required("refunded_amount").asText()).isEqualTo("1.00");

		var back = accepted(refund(paid, Map.of("amount", "13.99")));
		assertThat(back.at("/payments/0/refunds/1/tip_amount").asText()).isEqualTo("2.00");
		assertThat(back.required("refunded_amount").asText()).isEqualTo("12.99");
		assertThat(back.required("balance").asText()).isEqualTo("11.99");
	}

	@Test
	void linesAreRefundedByQuantity() {
		var order = this.till.take(OrderBody.burgerAt(location(Map.of())).and(OrderBody.line(20, 3)));
		long id = order.required("id").asLong();
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", order.required("total_amount").asText())));
		var coffee = order.at("/items/1/id");

		var some = accepted(refundItems(paid, Map.of("item_id", coffee, "quantity", 2)));

		var refund = some.at("/payments/0/refunds/0");
		assertThat(refund.required("kind").asText()).isEqualTo("goodwill");
		assertThat(refund.required("amount").asText()).isEqualTo("9.98");
		assertThat(refund.at("/items/0/item_id")).isEqualTo(coffee);
		assertThat(some.required("payment_status").asText()).isEqualTo("partially_refunded");
		assertThat(this.till.order(id)).isEqualTo(some);
		assertThat(refundItems(paid, Map.of("item_id", coffee, "quantity", 2)).text("/code"))
			.isEqualTo("AMOUNT_TOO_HIGH");
		assertThat(
				accepted(refundItems(paid, Map.of("item_id", coffee, "quantity", 1))).at("/payments/0/refunds/1/amount")
					.asText())
			.isEqualTo("4.99");
		assertThat(refundItems(paid, Map.of("item_id", 999_999_999, "quantity", 1)).text("/errors/0/field"))
			.isEqualTo("item_id");
		var both = new HashMap<String, Object>(Map.of("payment_id", paid.at("/payments/0/id"), "reason", "cold"));
		assertThat(this.client.post(path(id) + "/refunds", both).text("/errors/0/field")).isEqualTo("amount");
	}

	private Answer refundItems(JsonNode order, Map<String, ?> item) {
		return this.client.post(path(order.required("id").asLong()) + "/refunds",
				Map.of("payment_id", order.at("/payments/0/id"), "reason", "cold", "items", List.of(item)));
	}

	@Test
	void cashThatWasGivenBackIsPaidByCard() {
		long id = take(location(Map.of()));
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", "12.99")));

		var back = accepted(refund(paid, Map.of("amount", "12.99")));
		assertThat(back.required("payment_status").asText()).isEqualTo("refunded");
		assertThat(accepted(payByCard(id, "12.99")).required("payment_status").asText()).isEqualTo("authorized");
	}

	@Test
	void whatIsPaidForAVoidedLineIsOwedToTheGuest() {
		var order = this.till.take(OrderBody.burgerAt(location(Map.of())).and(OrderBody.line(20, 1)));
		long id = order.required("id").asLong();
		accepted(pay(id, Map.of("method", "cash", "amount", "17.98")));

		var less = accepted(this.client.delete(path(id) + "/items/" + order.at("/items/1/id")));

		assertThat(less.required("balance").asText()).isEqualTo("-4.99");
		assertThat(less.required("payment_status").asText()).isEqualTo("paid");
		var settled = accepted(refund(less, Map.of("amount", "4.99")));
		assertThat(settled.required("balance").asText()).isEqualTo("0.00");
		assertThat(settled.required("payment_status").asText()).isEqualTo("paid");
		assertThat(this.till.order(id)).isEqualTo(settled);
	}

	/** Creates a location without taxes. */
	private long location(Map<String, Object> rules) {
		long id = NEXT_LOCATION.incrementAndGet();
		var body = new HashMap<String, Object>(
				Map.of("name", "Tenders", "time_zone", "UTC", "currency", "USD", "auto_confirm", false));
		body.putAll(rules);
		assertThat(this.client.put("/api/v1/locations/" + id, body).status()).isEqualTo(201);
		return id;
	}

	private long take(long location) {
		return this.till.take(OrderBody.burgerAt(location)).required("id").asLong();
	}

	private Answer pay(long id, Map<String, String> payment) {
		return this.client.post(path(id) + "/payments", payment);
	}

	private Answer payByCard(long id, String amount) {
		return pay(id, Map.of("method", "card", "amount", amount, "token", "tok_ok"));
	}

	private Answer changeTip(JsonNode order, String tip) {
		return this.client.patch(paymentPath(order), Map.of("tip_amount", tip));
	}

	/** Refunds a part of the first payment. */
	private Answer refund(JsonNode order, Map<String, String> refund) {
		var body = new HashMap<String, Object>(refund);
		body.put("payment_id", order.at("/payments/0/id"));
		body.put("reason", "cold");
		return this.client.post(path(order.required("id").asLong()) + "/refunds", body);
	}

	private Authorization authorization(long id) {
		var approved = this.sandbox.payment().authorizationsOf(id);
		assertThat(approved).hasSize(1);
		return approved.getFirst();
	}

	private static JsonNode accepted(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.json();
	}

	private static String paymentPath(JsonNode order) {
		return path(order.required("id").asLong()) + "/payments/" + order.at("/payments/0/id");
	}

	private static String path(long id) {
		return "/api/v1/orders/" + id;
	}

}
