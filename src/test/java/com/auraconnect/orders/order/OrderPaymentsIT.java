package com.auraconnect.orders.order;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Payments and refunds, in full and in part. */
@ServiceTest
class OrderPaymentsIT {

	/** Costs 12.99, with tax 14.16. Location 2 does not confirm orders automatically. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private static final String WHOLE = "14.16";

	private final ServiceClient client;

	private final OrderClient till;

	private final Sandbox sandbox;

	private final JdbcClient database;

	OrderPaymentsIT(ServiceClient client, Sandbox sandbox, TestEnvironment site) {
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
		this.sandbox = sandbox;
		this.database = site.database();
	}

	@Test
	void anOrderWithoutPaymentsIsUnpaid() {
		assertThat(this.till.take(BURGER).required("payment_status").asText()).isEqualTo("unpaid");
	}

	@Test
	void anOrderIsPaidInPartsByCashAndCard() {
		long id = take();

		JsonNode cash = accepted(payCash(id, "10.00"));
		assertThat(cash.required("payment_status").asText()).isEqualTo("partially_paid");
		assertThat(cash.at("/payments/0/status").asText()).isEqualTo("captured");

		JsonNode card = accepted(payByCard(id, "4.16", "tok_ok"));
		assertThat(card.at("/payments/1/status").asText()).isEqualTo("authorized");
		assertThat(card.at("/payments/1/last_four").asText()).isEqualTo("4242");
		assertThat(card.required("payment_status").asText()).isEqualTo("authorized");
		assertThat(card.required("paid_amount").asText()).isEqualTo(WHOLE);
		assertThat(card.required("balance").asText()).isEqualTo("0.00");

		serve(id);
		assertThat(awaitPaymentStatus(id, "paid").at("/payments/1/status").asText()).isEqualTo("captured");
	}

	@Test
	void aPaymentAboveTheOpenBalanceIsRefused() {
		long id = take();
		JsonNode before = accepted(payCash(id, "10.00"));

		for (Answer answer : List.of(payCash(id, "4.17"), payByCard(id, "4.17", "tok_ok"), payCash(id, "1000.00"))) {
			assertThat(answer.status()).isEqualTo(422);
			assertThat(answer.text("/code")).isEqualTo("AMOUNT_TOO_HIGH");
			assertThat(answer.text("/detail")).contains("4.16");
		}
		assertThat(this.till.order(id)).isEqualTo(before);
		assertThat(this.sandbox.payment().authorizationsOf(id)).isEmpty();
		accepted(payCash(id, "4.16"));
		assertThat(payCash(id, "0.01").status()).isEqualTo(422);
	}

	@Test
	void anInvalidPaymentIsRefused() {
		long id = take();

		assertThat(payCash(id, "0.00").status()).isEqualTo(400);
		assertThat(payCash(id, "-1.00").status()).isEqualTo(400);
		assertThat(pay(id, Map.of("method", "card", "amount", "1.00")).status()).isEqualTo(400);
		assertThat(pay(id, Map.of("method", "cash", "amount", "1.00", "token", "tok_ok")).status()).isEqualTo(400);
	}

	@RepeatedTest(5)
	void ofTwoConcurrentFullPaymentsOneIsRefused() {
		long id = take();

		SimultaneousPair both = SimultaneousPair.atOnce(() -> payCash(id, WHOLE), () -> payByCard(id, WHOLE, "tok_ok"));

		assertThat(both.statuses()).containsExactly(200, 422);
	}

	@Test
	void anAuthorizedCardIsCapturedWhenTheOrderIsCompletedAndThenRefunded() {
		long id = take();

		JsonNode order = accepted(payByCard(id, WHOLE, "tok_ok"));
		assertThat(order.required("payment_status").asText()).isEqualTo("authorized");

		serve(id);
		JsonNode paid = awaitPaymentStatus(id, "paid");
		assertThat(authorization(id).captured()).isEqualByComparingTo(WHOLE);

		JsonNode some = accepted(refund(paid, "5.00"));
		assertThat(some.required("payment_status").asText()).isEqualTo("partially_paid");
		assertThat(some.required("balance").asText()).isEqualTo("5.00");
		assertThat(some.at("/payments/0/refunds/0/kind").asText()).isEqualTo("correction");
		assertThat(some.at("/payments/0/refunded_amount").asText()).isEqualTo("5.00");
		assertThat(some.at("/payments/0/refunds/0/status").asText()).isEqualTo("done");
		assertThat(authorization(id).refunded()).isEqualByComparingTo("5.00");

		Answer tooMuch = refund(paid, "9.17");
		assertThat(tooMuch.status()).isEqualTo(422);
		assertThat(tooMuch.text("/code")).isEqualTo("AMOUNT_TOO_HIGH");
		assertThat(this.till.order(id)).isEqualTo(some);

		JsonNode all = accepted(refund(paid, "9.16"));
		assertThat(all.required("payment_status").asText()).isEqualTo("refunded");
		assertThat(authorization(id).refunded()).isEqualByComparingTo(WHOLE);
		assertThat(refund(paid, "0.01").status()).isEqualTo(422);
	}

	@Test
	void aRefundOfAnAuthorizedCardIsRefused() {
		long id = take();
		JsonNode order = accepted(payByCard(id, WHOLE, "tok_ok"));

		Answer answer = refund(order, "1.00");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/code")).isEqualTo("INVALID_STATE");
		assertThat(this.till.order(id)).isEqualTo(order);
	}

	/** Covers a burger and a salad, with taxes of 1.17 and 0.90, and a tip. */
	@Test
	void refundsSumToWhatWasPaidTaxByTax() {
		long id = this.till.take(OrderBody.at(2, OrderBody.line(10, 1), OrderBody.line(15, 1))).required("id").asLong();
		var paid = accepted(pay(id, Map.of("method", "cash", "amount", "25.05", "tip_amount", "1.00")));

		accepted(this.client.post(path(id) + "/refunds", Map.of("payment_id", paid.at("/payments/0/id"), "items",
				List.of(Map.of("item_id", paid.at("/items/1/id"), "quantity", 1)), "reason", "cold")));
		accepted(refund(paid, "5.00"));
		var all = accepted(refund(paid, "10.16"));

		assertThat(all.at("/payments/0/refunds"))
			.extracting((refund) -> refund.required("amount").asText(),
					(refund) -> refund.at("/taxes/0/amount").asText())
			.containsExactly(tuple("10.89", "0.90"), tuple("5.00", "0.41"), tuple("10.16", "0.76"));
		assertThat(all.at("/payments/0/refunds/0/taxes/0/name")).isEqualTo(all.at("/taxes/0/name"));
		assertThat(this.till.order(id)).isEqualTo(all);
	}

	@RepeatedTest(5)
	void ofTwoConcurrentFullRefundsOneIsRefused() {
		long id = take();
		JsonNode order = accepted(payCash(id, WHOLE));

		SimultaneousPair both = SimultaneousPair.atOnce(() -> refund(order, WHOLE), () -> refund(order, WHOLE));

		assertThat(both.statuses()).containsExactly(200, 422);
		assertThat(this.till.order(id).at("/payments/0/refunded_amount").asText()).isEqualTo(WHOLE);
	}

	@Test
	void aRefundOfAPaymentOfAnotherOrderIsRefused() {
		JsonNode other = accepted(payCash(take(), WHOLE));
		long id = take();

		Answer answer = this.client.post(path(id) + "/refunds",
				Map.of("payment_id", other.at("/payments/0/id"), "amount", "1.00", "reason", "cold"));

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/errors/0/field")).isEqualTo("payment_id");
	}

	@Test
	void aRetryWithADeclinedCardGetsTheStoredRefusal() {
		long id = take();
		ServiceClient keyed = this.client.withKey(UUID.randomUUID().toString());
		Map<String, String> card = Map.of("method", "card", "amount", WHOLE, "token", "tok_declined");

		Answer first = keyed.post(path(id) + "/payments", card);
		Answer second = keyed.post(path(id) + "/payments", card);

		assertThat(first.status()).isEqualTo(402);
		assertThat(first.text("/code")).isEqualTo("PAYMENT_FAILED");
		assertThat(first.text("/detail")).contains("card_declined");
		assertThat(first.isReplay()).isFalse();
		assertThat(second).isEqualTo(new Answer(402, second.headers(), first.body()));
		assertThat(second.isReplay()).isTrue();
		JsonNode order = this.till.order(id);
		assertThat(order.required("payment_status").asText()).isEqualTo("failed");
		assertThat(order.required("status").asText()).isEqualTo("pending");
		assertThat(order.required("payments")).singleElement().satisfies((payment) -> {
			assertThat(payment.required("status").asText()).isEqualTo("declined");
			assertThat(payment.required("decline_code").asText()).isEqualTo("card_declined");
		});
		assertThat(authorizationCalls(id)).hasSize(1);
	}

	@Test
	void anotherCardCanPayAfterADecline() {
		long id = take();
		assertThat(payByCard(id, WHOLE, "tok_declined").status()).isEqualTo(402);

		assertThat(accepted(payByCard(id, WHOLE, "tok_ok")).required("payment_status").asText())
			.isEqualTo("authorized");
	}

	@Test
	void aRetriedPaymentIsTakenOnce() {
		long id = take();
		ServiceClient keyed = this.client.withKey(UUID.randomUUID().toString());
		Map<String, String> card = Map.of("method", "card", "amount", "7.08", "token", "tok_ok");

		Answer first = keyed.post(path(id) + "/payments", card);
		Answer second = keyed.post(path(id) + "/payments", card);

		assertThat(first.at("/payments/0/status").asText()).isEqualTo("authorized");
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
		assertThat(this.sandbox.payment().authorizationsOf(id)).hasSize(1);
	}

	@Test
	void aCardPaymentOfACompletedOrderIsCaptured() {
		long id = take();
		serve(id);

		accepted(payByCard(id, WHOLE, "tok_ok"));

		awaitPaymentStatus(id, "paid");
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.CAPTURED);
	}

	@Test
	void tipsDoNotChangeTheOpenBalance() {
		long id = take();

		JsonNode cash = accepted(pay(id, Map.of("method", "cash", "amount", "10.00", "tip_amount", "2.00")));
		assertThat(cash.required("tip_amount").asText()).isEqualTo("2.00");
		assertThat(cash.required("total_amount").asText()).isEqualTo("16.16");
		assertThat(payCash(id, "4.17").status()).isEqualTo(422);

		JsonNode card = accepted(
				pay(id, Map.of("method", "card", "amount", "4.16", "tip_amount", "1.50", "token", "tok_ok")));
		assertThat(card.required("tip_amount").asText()).isEqualTo("3.50");
		assertThat(card.required("total_amount").asText()).isEqualTo("17.66");
		assertThat(card.required("tax_amount").asText()).isEqualTo("1.17");
		assertThat(authorization(id).amount()).isEqualByComparingTo("5.66");

		serve(id);
		assertThat(awaitPaymentStatus(id, "paid").required("total_amount").asText()).isEqualTo("17.66");
		assertThat(authorization(id).captured()).isEqualByComparingTo("5.66");
	}

	@Test
	void aTipBeyondTheLargestTotalIsRefused() {
		long id = take();
		accepted(pay(id, Map.of("method", "cash", "amount", "1.00", "tip_amount", "50000000.00")));

		for (String tip : List.of("50000000.00", "99999999.99")) {
			Answer answer = pay(id, Map.of("method", "cash", "amount", "1.00", "tip_amount", tip));
			assertThat(answer.status()).as(answer::toString).isEqualTo(400);
			assertThat(answer.text("/errors/0/field")).isEqualTo("tip_amount");
		}
		assertThat(this.till.order(id).required("tip_amount").asText()).isEqualTo("50000000.00");
	}

	@Test
	void theTipOfADeclinedCardIsNotCounted() {
		long id = take();

		pay(id, Map.of("method", "card", "amount", WHOLE, "tip_amount", "3.00", "token", "tok_declined"));

		assertThat(this.till.order(id).required("tip_amount").asText()).isEqualTo("0.00");
		assertThat(this.till.order(id).required("total_amount").asText()).isEqualTo(WHOLE);
	}

	@Test
	void aCardIsCapturedForWhatTheOrderCosts() {
		JsonNode order = this.till.take(BURGER.and(OrderBody.line(20, 1)));
		long id = order.required("id").asLong();
		accepted(pay(id, Map.of("method", "card", "amount", order.required("total_amount").asText(), "tip_amount",
				"1.00", "token", "tok_ok")));
		accepted(this.client.delete(path(id) + "/items/" + order.at("/items/1/id").asLong()));

		serve(id);

		JsonNode paid = awaitPaymentStatus(id, "paid");
		assertThat(paid.at("/payments/0/amount").asText()).isEqualTo(WHOLE);
		assertThat(paid.at("/payments/0/refunds")).isEmpty();
		assertThat(authorization(id).captured()).isEqualByComparingTo("15.16");
	}

	@Test
	void cancellingAnOrderRefundsCashAndVoidsTheCard() {
		long id = take();
		accepted(pay(id, Map.of("method", "cash", "amount", "10.00", "tip_amount", "2.00")));
		accepted(payByCard(id, "4.16", "tok_ok"));

		this.till.cancel(id);

		JsonNode order = awaitPaymentStatus(id, "refunded");
		assertThat(order.at("/payments/0/refunded_amount").asText()).isEqualTo("12.00");
		this.till.await(id, (now) -> now.at("/payments/1/status").asText().equals("voided"));
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(payCash(id, "1.00").status()).isEqualTo(409);
	}

	@Test
	void aRefundBeforeTheCancellationIsNotRepeated() {
		long id = take();
		refund(accepted(payCash(id, WHOLE)), "4.00");

		this.till.cancel(id);

		JsonNode order = awaitPaymentStatus(id, "refunded");
		assertThat(order.at("/payments/0/refunds")).extracting((refund) -> refund.required("amount").asText())
			.containsExactly("4.00", "10.16");
	}

	@Test
	void anOrderHasFiftyRequestedRefundsAtMost() {
		long id = take();
		JsonNode paid = accepted(payCash(id, WHOLE));
		for (int i = 0; i < 50; i++) {
			accepted(refund(paid, "0.01"));
		}
		assertThatProblem(refund(paid, "0.01")).is(409, "INVALID_STATE");

		this.till.cancel(id);

		JsonNode order = awaitPaymentStatus(id, "refunded");
		assertThat(order.at("/payments/0/refunds")).as("with that of the cancellation").hasSize(51);
	}

	@Test
	void theCardTokenIsDeletedOnceTheBankHasAnswered() {
		String token = "tok_" + UUID.randomUUID();
		long id = take();
		assertThat(this.client.withKey(token.substring(4))
			.post(path(id) + "/payments", Map.of("method", "card", "amount", "1.00", "token", token))
			.status()).isEqualTo(402);
		accepted(payByCard(id, "1.00", "tok_ok"));

		assertThat(this.database.sql("SELECT count(card_token) FROM order_payments WHERE order_id = ?")
			.param(id)
			.query(Long.class)
			.single()).isZero();
		assertThat(this.till.order(id).toString()).doesNotContain("tok_");
		assertThat(this.database.sql("SELECT data::text FROM outbox_events WHERE order_id = ?")
			.param(id)
			.query(String.class)
			.list()).isNotEmpty().noneMatch((data) -> data.contains("tok_"));
		assertThat(this.database.sql("SELECT convert_from(body, 'UTF8') FROM idempotency_keys WHERE key = ?")
			.param(token.substring(4))
			.query(String.class)
			.list()).hasSize(1).noneMatch((body) -> body.contains("tok_"));
	}

	@Test
	void eachPaymentAndRefundIsPublished() {
		long id = take();
		refund(accepted(payCash(id, WHOLE)), "1.00");

		List<String> published = this.database.sql("""
				SELECT data #>> '{payment,method}' || ' ' || (data #>> '{payment,status}') || ' '
				    || (data #>> '{payment,refunded_amount}') || ' ' || (data ->> 'payment_status')
				FROM outbox_events
				WHERE order_id = ? AND event_type = 'order.payment_changed'
				ORDER BY id
				""").param(id).query(String.class).list();

		assertThat(published).containsExactly("cash captured 0.00 paid", "cash captured 1.00 partially_paid");
	}

	private long take() {
		return this.till.take(BURGER).required("id").asLong();
	}

	private void serve(long id) {
		this.till.move(id, "confirmed", "preparing", "ready", "completed");
	}

	private JsonNode awaitPaymentStatus(long id, String status) {
		return this.till.await(id, (order) -> order.required("payment_status").asText().equals(status));
	}

	private Answer payCash(long id, String amount) {
		return pay(id, Map.of("method", "cash", "amount", amount));
	}

	private Answer payByCard(long id, String amount, String token) {
		return pay(id, Map.of("method", "card", "amount", amount, "token", token));
	}

	private Answer pay(long id, Map<String, String> payment) {
		return this.client.post(path(id) + "/payments", payment);
	}

	/** Refunds a part of the first payment. */
	private Answer refund(JsonNode order, String amount) {
		return this.client.post(path(order.required("id").asLong()) + "/refunds",
				Map.of("payment_id", order.at("/payments/0/id"), "amount", amount, "reason", "cold"));
	}

	private static JsonNode accepted(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(answer.header("ETag")).hasValue("\"" + answer.text("/version") + "\"");
		return answer.json();
	}

	private Authorization authorization(long id) {
		List<Authorization> approved = this.sandbox.payment().authorizationsOf(id);
		assertThat(approved).hasSize(1);
		return approved.getFirst();
	}

	private List<RecordedCall> authorizationCalls(long id) {
		return this.sandbox.partner("payment")
			.calls()
			.stream()
			.filter((call) -> call.path().equals("/authorizations") && call.json().path("order_id").asLong() == id)
			.toList();
	}

	private static String path(long id) {
		return "/api/v1/orders/" + id;
	}

}
