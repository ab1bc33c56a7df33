package com.auraconnect.orders.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.check.Tables.accepted;
import static com.auraconnect.orders.check.Tables.id;
import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Checks that are paid by card. A burger costs 14.16, and each check here has two. */
@ServiceTest
class CheckCardIT {

	private static final String WHOLE = "28.32";

	private final TestEnvironment site;

	private final Sandbox sandbox;

	private final ServiceClient anyone;

	private final Tables tables;

	private final long one;

	private final long other;

	private final long check;

	CheckCardIT(ServiceClient client, TestEnvironment site, Sandbox sandbox) {
		this.site = site;
		this.sandbox = sandbox;
		this.anyone = client;
		this.tables = Tables.open(client);
		this.one = this.tables.burger();
		this.other = this.tables.burger();
		this.check = id(this.tables.check(this.one, this.other));
	}

	@Test
	void oneCardIsAuthorizedOnceAndCapturedOnceAfterTheLastOrder() {
		var paid = accepted(200, pay(WHOLE, "3.00"));

		assertThat(paid.required("balance").asText()).isEqualTo("0.00");
		var payment = paid.at("/payments/0");
		assertThat(payment.required("status").asText()).isEqualTo("authorized");
		assertThat(payment.required("last_four").asText()).isEqualTo("4242");
		assertThat(payment.required("allocations"))
			.hasToString(("[{\"order_id\":%d,\"amount\":\"14.16\",\"tip_amount\":\"0.00\"},"
					+ "{\"order_id\":%d,\"amount\":\"14.16\",\"tip_amount\":\"3.00\"}]")
				.formatted(this.one, this.other));
		var share = this.tables.till().order(this.one);
		assertThat(share.required("payment_status").asText()).isEqualTo("authorized");
		assertThat(share.at("/payments/0/check_payment_id").asLong()).isEqualTo(id(payment));
		assertThat(authorization().amount()).isEqualByComparingTo("31.32");

		serve(this.one);
		assertThat(authorization().state()).isEqualTo(Authorization.State.AUTHORIZED);
		assertThat(share(this.one).required("status").asText()).isEqualTo("authorized");
		serve(this.other);

		var captured = awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo("31.32");
		assertThat(captured.at("/payments/0/allocations")).isEqualTo(payment.required("allocations"));
		assertThat(this.tables.till().order(this.other).required("payment_status").asText()).isEqualTo("paid");
		assertThat(calls("/authorizations")).singleElement()
			.satisfies((call) -> assertThat(call.json().required("check_id").asLong()).isEqualTo(this.check));
		assertThat(calls("/capture")).singleElement()
			.satisfies((call) -> assertThat(call.json().required("amount").asText()).isEqualTo("31.32"));
		this.tables.events(6, "order.payment_changed");
		assertThat(this.tables.events(3, "check.updated")).extracting((event) -> event.at("/data/payments/0/status"))
			.extracting(JsonNode::asText)
			.containsExactly("pending", "authorized", "captured");
		accepted(200, this.tables.close(this.check));
	}

	@Test
	void ordersThatHaveEndedAreCapturedAtOnce() {
		serve(this.one);
		serve(this.other);

		accepted(200, pay(WHOLE, "0.00"));

		awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo(WHOLE);
	}

	@Test
	void theTipChangesUntilTheCapture() {
		var payment = id(accepted(200, pay(WHOLE, "3.00")).at("/payments/0"));

		var tipped = accepted(200, changeTip(payment, "5.50"));
		assertThat(tipped.at("/payments/0/tip_amount").asText()).isEqualTo("5.50");
		assertThat(tipped.required("total_amount").asText()).isEqualTo("33.82");
		serve(this.one);
		serve(this.other);

		awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo("33.82");
		assertThatProblem(changeTip(payment, "1.00")).is(409, "CAPTURED");
		assertThatProblem(voidPayment(payment)).is(409, "CAPTURED");
	}

	@Test
	void aTipThatTheBankDeclinesFallsToWhatItHolds() {
		var payment = id(accepted(200, pay("20.00", "2.00")).at("/payments/0"));
		accepted(200, changeTip(payment, "9.00"));
		serve(this.one);
		serve(this.other);

		var captured = awaitStatus("captured");

		assertThat(authorization().captured()).isEqualByComparingTo("22.00");
		assertThat(captured.at("/payments/0/amount").asText()).isEqualTo("20.00");
		assertThat(captured.at("/payments/0/tip_amount").asText()).isEqualTo("2.00");
		assertThat(this.tables.till().order(this.other).required("tip_amount").asText()).isEqualTo("2.00");
		assertThat(this.tables.events(4, "check.updated").getLast().at("/data/payments/0/tip_amount").asText())
			.isEqualTo("2.00");
	}

	@Test
	void aVoidedCardIsReleased() {
		var payment = id(accepted(200, pay(WHOLE, "3.00")).at("/payments/0"));

		var voided = accepted(200, voidPayment(payment));

		assertThat(voided.at("/payments/0/status").asText()).isEqualTo("voided");
		assertThat(voided.at("/payments/0/allocations")).hasSize(2);
		assertThat(voided.required("balance").asText()).isEqualTo(WHOLE);
		assertThat(voided.required("tip_amount").asText()).isEqualTo("0.00");
		assertThat(share(this.one).required("status").asText()).isEqualTo("voided");
		assertThat(authorization().state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(accepted(200, voidPayment(payment))).isEqualTo(voided);
		serve(this.one);
		serve(this.other);
		accepted(200, pay(WHOLE, "0.00"));
		await().until(() -> this.sandbox.payment()
			.authorizationsOfCheck(this.check)
			.stream()
			.anyMatch((card) -> card.state() == Authorization.State.CAPTURED));
	}

	@Test
	void aCardOfAClosedCheckIsNotVoided() {
		delayCaptures();
		var payment = id(accepted(200, pay(WHOLE, "0.00")).at("/payments/0"));
		serve(this.one);
		serve(this.other);
		accepted(200, this.tables.close(this.check));

		assertThatProblem(voidPayment(payment)).is(409, "INVALID_STATE");
		assertThat(authorization().state()).isEqualTo(Authorization.State.AUTHORIZED);
	}

	@Test
	void aDeclinedCardPaysNothing() {
		var keyed = this.tables.client().withKey(UUID.randomUUID().toString());
		var body = Map.of("method", "card", "amount", WHOLE, "tip_amount", "1.00", "token", "tok_declined");
		var refused = keyed.post(path(), body);
		var again = keyed.post(path(), body);

		assertThatProblem(refused).is(402, "PAYMENT_FAILED");
		assertThat(refused.text("/detail")).contains("card_declined");
		assertThat(again.isReplay()).isTrue();
		assertThat(again.body()).isEqualTo(refused.body());
		var declined = this.tables.get(this.check);
		assertThat(declined.required("payments")).hasSize(1);
		assertThat(declined.at("/payments/0/status").asText()).isEqualTo("declined");
		assertThat(declined.at("/payments/0/decline_code").asText()).isEqualTo("card_declined");
		assertThat(declined.required("balance").asText()).isEqualTo(WHOLE);
		assertThat(declined.required("tip_amount").asText()).isEqualTo("0.00");
		assertThat(this.tables.till().order(this.one).required("payment_status").asText()).isEqualTo("failed");
		assertThatProblem(voidPayment(id(declined.at("/payments/0")))).is(409, "INVALID_STATE");
		assertThatProblem(changeTip(id(declined.at("/payments/0")), "2.00")).is(409, "INVALID_STATE");
		assertThat(accepted(200, pay(WHOLE, "0.00")).required("balance").asText()).isEqualTo("0.00");
		assertThat(this.site.database()
			.sql("SELECT count(card_token) FROM check_payments WHERE check_id = ?")
			.param(this.check)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void theShareOfACancelledOrderIsNotCapturedAndItsTipMoves() {
		accepted(200, pay(WHOLE, "3.00"));

		this.tables.till().cancel(this.other);

		await().until(() -> share(this.other).required("status").asText().equals("voided"));
		var left = this.tables.get(this.check);
		assertThat(left.at("/payments/0/allocations"))
			.hasToString("[{\"order_id\":%d,\"amount\":\"14.16\",\"tip_amount\":\"3.00\"}]".formatted(this.one));
		assertThat(left.required("balance").asText()).isEqualTo("0.00");
		assertThat(left.required("paid_amount").asText()).isEqualTo("14.16");
		assertThat(left.required("tip_amount").asText()).isEqualTo("3.00");
		assertThat(this.tables.till().order(this.other).required("payment_status").asText()).isEqualTo("unpaid");
		assertThat(authorization().state()).isEqualTo(Authorization.State.AUTHORIZED);
		serve(this.one);
		awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo("17.16");
		accepted(200, this.tables.close(this.check));
	}

	@Test
	void theCardIsVoidedOnceAllOrdersAreCancelled() {
		accepted(200, pay(WHOLE, "3.00"));

		this.tables.till().cancel(this.one);
		this.tables.till().cancel(this.other);

		var voided = awaitStatus("voided");
		assertThat(authorization().state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(voided.required("balance").asText()).isEqualTo("0.00");
		assertThat(voided.at("/payments/0/tip_amount").asText()).as("not of both shares").isEqualTo("3.00");
		assertThat(calls("/capture")).isEmpty();
		accepted(200, this.tables.close(this.check));
	}

	@Test
	void theCaptureCoversWhatTheOrdersCostThen() {
		accepted(200, pay(WHOLE, "1.00"));
		adjust(this.one, "100.00");
		adjust(this.other, "2.99");

		serve(this.one);
		serve(this.other);

		var captured = awaitStatus("captured");
		assertThat(captured.at("/payments/0/allocations")).as("without the order of which nothing was needed")
			.hasToString("[{\"order_id\":%d,\"amount\":\"10.90\",\"tip_amount\":\"1.00\"}]".formatted(this.other));
		assertThat(authorization().captured()).isEqualByComparingTo("11.90");
		assertThat(share(this.one).required("status").asText()).isEqualTo("voided");
		assertThat(captured.required("balance").asText()).isEqualTo("0.00");
	}

	@Test
	void aCardOfWhichNothingIsNeededIsVoided() {
		accepted(200, pay(WHOLE, "0.00"));
		adjust(this.one, "100.00");
		adjust(this.other, "100.00");

		serve(this.one);
		serve(this.other);

		awaitStatus("voided");
		assertThat(authorization().state()).isEqualTo(Authorization.State.VOIDED);
	}

	@Test
	void aShareAndACardOfTheOrderItselfAreCapturedForWhatItCosts() {
		accepted(200,
				this.tables.client()
					.post("/api/v1/orders/" + this.one + "/payments",
							Map.of("method", "card", "amount", "4.16", "token", "tok_ok")));
		accepted(200, pay("24.16", "0.00"));
		adjust(this.one, "5.00");

		serve(this.one);
		serve(this.other);

		var captured = awaitStatus("captured");
		var own = this.sandbox.payment().authorizationsOf(this.one).getFirst();
		assertThat(own.captured()).isEqualByComparingTo("4.16");
		assertThat(captured.required("balance").asText()).isEqualTo("0.00");
		assertThat(own.captured().add(authorization().captured()))
			.isEqualByComparingTo(captured.required("total_amount").asText());
	}

	@Test
	void anAmountGoesBackInOneRequest() {
		var payment = id(accepted(200, pay(WHOLE, "3.00")).at("/payments/0"));
		assertThatProblem(refund(Map.of("payment_id", payment, "amount", "1.00", "reason", "cold"))).is(409,
				"INVALID_STATE");
		serve(this.one);
		serve(this.other);
		awaitStatus("captured");

		var refunded = accepted(200, refund(Map.of("payment_id", payment, "amount", "20.00", "reason", "cold")));

		assertThat(refunded.at("/payments/0/refunded_amount").asText()).isEqualTo("20.00");
		assertThat(refunded.at("/payments/0/refunds").findValuesAsText("status")).containsExactly("done", "done");
		assertThat(refunded.required("balance").asText()).isEqualTo("20.00");
		assertThat(authorization().refunded()).isEqualByComparingTo("20.00");
		assertThat(refunds()).singleElement()
			.satisfies((call) -> assertThat(call.json().required("check_id").asLong()).isEqualTo(this.check));
		assertThatProblem(refund(Map.of("payment_id", payment, "amount", "11.33", "reason", "cold"))).is(422,
				"AMOUNT_TOO_HIGH");
		accepted(200, refund(Map.of("payment_id", payment, "amount", "11.32", "reason", "cold")));
		assertThat(authorization().refunded()).isEqualByComparingTo("31.32");
	}

	@Test
	void linesOfSeveralOrdersGoBackInOneRequest() {
		var payment = id(accepted(200, pay(WHOLE, "0.00")).at("/payments/0"));
		serve(this.one);
		serve(this.other);
		awaitStatus("captured");
		var lines = List.of(id(this.tables.till().order(this.one).at("/items/0")),
				id(this.tables.till().order(this.other).at("/items/0")));

		var refunded = accepted(200, refund(Map.of("payment_id", payment, "reason", "burnt", "items",
				lines.stream().map((line) -> Map.of("item_id", line, "quantity", 1)).toList())));

		assertThat(refunded.at("/payments/0/refunds").findValuesAsText("status")).containsExactly("done", "done");
		assertThat(authorization().refunded()).isEqualByComparingTo(WHOLE);
		assertThat(refunds()).hasSize(1);
		assertThat(refunded.required("balance").asText()).isEqualTo("0.00");
		this.tables.events(10, "order.payment_changed");
	}

	@Test
	void aMergeTakesTheCardAlong() {
		var payment = id(accepted(200, pay(WHOLE, "0.00")).at("/payments/0"));
		long unpaid = this.tables.burger();
		long into = id(this.tables.check(unpaid));

		accepted(200, this.tables.merge(into, this.check));
		var path = "/api/v1/checks/" + into + "/payments/" + payment;
		accepted(200, this.tables.client().patch(path, Map.of("tip_amount", "2.00")));
		assertThatProblem(changeTip(payment, "3.00")).is(404, "NOT_FOUND");
		serve(this.one);
		serve(this.other);

		await().until(() -> this.tables.get(into).at("/payments/0/status").asText().equals("captured"));
		assertThat(authorization().captured()).isEqualByComparingTo("30.32");
		accepted(200,
				this.tables.client()
					.post("/api/v1/checks/" + into + "/refunds",
							Map.of("payment_id", payment, "amount", "1.00", "reason", "cold")));
		assertThat(refunds()).singleElement()
			.satisfies((call) -> assertThat(call.json().required("check_id").asLong()).isEqualTo(this.check));
		assertThat(this.tables.till().status(unpaid)).isEqualTo("pending");
	}

	@Test
	void theCaptureWaitsForTheDelayOfEachOrder() {
		delayCaptures();
		var payment = id(accepted(200, pay(WHOLE, "0.00")).at("/payments/0"));
		serve(this.one);
		serve(this.other);
		accepted(200, this.tables.close(this.check));

		accepted(200, changeTip(payment, "4.00"));
		endDelay(payment, this.one);
		await().until(() -> tasks(payment, this.one) == 0);
		assertThat(authorization().state()).isEqualTo(Authorization.State.AUTHORIZED);
		endDelay(payment, this.other);

		awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo("32.32");
	}

	@Test
	void theDelayOfAnOrderThatEndedBeforeTheCardWasAuthorizedEnds() {
		delayCaptures();
		serve(this.one);
		var payment = id(accepted(200, pay(WHOLE, "0.00")).at("/payments/0"));
		this.tables.till().cancel(this.other);
		await().until(() -> tasks(payment, this.one) == 1);
		assertThat(authorization().state()).isEqualTo(Authorization.State.AUTHORIZED);

		endDelay(payment, this.one);

		awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo("14.16");
	}

	private void delayCaptures() {
		this.anyone.admin(1)
			.put("/api/v1/locations/" + this.tables.locationId(),
					Map.of("name", "Tables", "time_zone", "UTC", "currency", "USD", "capture_delay_minutes", 30,
							"tax_rules", List.of(Map.of("name", "Sales tax", "rate", "0.09"))));
	}

	private void endDelay(long payment, long order) {
		this.site.database()
			.sql("UPDATE orders SET capture_at = now() - INTERVAL '1 minute' WHERE id = ?")
			.param(order)
			.update();
		assertThat(this.site.database().sql("""
				UPDATE scheduled_tasks SET execution_time = now()
				WHERE task_name = 'settle-check-payment' AND task_instance = ?
				""").param("1/%d/%d".formatted(payment, order)).update()).isEqualTo(1);
	}

	private long tasks(long payment, long order) {
		return this.site.database()
			.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'settle-check-payment' AND task_instance = ?")
			.param("1/%d/%d".formatted(payment, order))
			.query(Long.class)
			.single();
	}

	@Test
	void aPaymentThatWasTakenTwiceUnderOneKeyIsAuthorizedOnce() {
		var keyed = this.tables.client().withKey(UUID.randomUUID().toString());
		var body = Map.of("method", "card", "amount", "20.00", "token", "tok_ok");

		var first = keyed.post(path(), body);
		var again = keyed.post(path(), body);

		assertThat(first.at("/payments/0/status").asText()).isEqualTo("authorized");
		assertThat(again.isReplay()).isTrue();
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
		assertThat(authorization().amount()).isEqualByComparingTo("20.00");
	}

	@Test
	void aShareOfACardChangesWithItsCheckAlone() {
		accepted(200, pay(WHOLE, "0.00"));
		var share = share(this.one).required("id").asLong();
		var path = "/api/v1/orders/" + this.one + "/payments/" + share;

		assertThatProblem(this.tables.client().patch(path, Map.of("tip_amount", "1.00"))).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.client().delete(path)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.move(this.one, null)).is(409, "INVALID_STATE");
		assertThatProblem(pay("0.01", "0.00")).is(422, "AMOUNT_TOO_HIGH");
	}

	@Test
	void theClosingCountsOneCardWhicheverShareIsVoided() {
		accepted(200, pay(WHOLE, "3.00"));
		awaitTender(WHOLE);

		this.tables.till().cancel(this.one);

		awaitTender("14.16");
		serve(this.other);
		awaitStatus("captured");
		awaitTender("14.16");
	}

	private void awaitTender(String amount) {
		await().untilAsserted(() -> {
			var report = this.anyone.admin(1)
				.get("/api/v1/reports/closing?location_id=%d&business_day=%s", this.tables.locationId(), day());
			assertThat(report.at("/tenders")).hasToString(
					"[{\"method\":\"card\",\"count\":1,\"amount\":\"%s\",\"refunds\":\"0.00\"}]".formatted(amount));
			assertThat(report.text("/tips")).isEqualTo("3.00");
		});
	}

	private String day() {
		return this.site.database()
			.sql("SELECT (business_day(now(), time_zone, business_day_start, earlier_business_days))::text "
					+ "FROM locations WHERE tenant_id = 1 AND id = ?")
			.param(this.tables.locationId())
			.query(String.class)
			.single();
	}

	@RepeatedTest(3)
	void ofTwoCardsForTheWholeCheckOneIsTaken() {
		var answers = SimultaneousPair.heldUpBy(DatabaseLock.onRow(this.site, "checks", "id = " + this.check),
				() -> pay(WHOLE, "0.00"), () -> pay(WHOLE, "0.00"));

		assertThat(answers.statuses()).containsExactly(200, 422);
		assertThat(authorization().amount()).isEqualByComparingTo(WHOLE);
	}

	/** The ends of both orders start a settlement each. */
	@RepeatedTest(3)
	void twoSettlementsAtOnceCaptureOnce() {
		accepted(200, pay(WHOLE, "0.00"));
		this.tables.till().move(this.one, "confirmed", "preparing", "ready");
		this.tables.till().move(this.other, "confirmed", "preparing", "ready");
		try (var lock = DatabaseLock.onRow(this.site, "checks", "id = " + this.check)) {
			this.tables.till().move(this.one, "completed");
			this.tables.till().move(this.other, "completed");
			lock.awaitWaiting(2);
		}

		awaitStatus("captured");
		assertThat(authorization().captured()).isEqualByComparingTo(WHOLE);
		assertThat(calls("/capture")).extracting(RecordedCall::body).containsOnly("{\"amount\":\"28.32\"}");
		assertThat(calls("/capture")).extracting(RecordedCall::idempotencyKey).doesNotContainNull();
		assertThat(calls("/capture").stream().map(RecordedCall::idempotencyKey).distinct()).hasSize(1);
		this.tables.events(3, "check.updated");
	}

	@RepeatedTest(3)
	void aTipAndTheCaptureAtOnceAgree() {
		var payment = id(accepted(200, pay(WHOLE, "1.00")).at("/payments/0"));
		serve(this.one);
		this.tables.till().move(this.other, "confirmed", "preparing", "ready");

		var answers = SimultaneousPair.atOnce(() -> changeTip(payment, "2.00"),
				() -> this.tables.till().tryToMove(this.other, "completed"));

		var captured = awaitStatus("captured");
		assertThat(answers.other().status()).isEqualTo(200);
		assertThat(answers.one().status()).isIn(200, 409);
		assertThat(captured.at("/payments/0/tip_amount").asText())
			.isEqualTo((answers.one().status() == 200) ? "2.00" : "1.00");
		assertThat(authorization().captured()).isEqualByComparingTo(captured.required("total_amount").asText());
	}

	private Answer pay(String amount, String tip) {
		return this.tables.client()
			.post(path(),
					new HashMap<>(Map.of("method", "card", "amount", amount, "tip_amount", tip, "token", "tok_ok")));
	}

	private Answer changeTip(long payment, String tip) {
		return this.tables.client().patch(path() + "/" + payment, Map.of("tip_amount", tip));
	}

	private Answer voidPayment(long payment) {
		return this.tables.client().delete(path() + "/" + payment);
	}

	private Answer refund(Map<String, ?> body) {
		return this.tables.client().post("/api/v1/checks/" + this.check + "/refunds", body);
	}

	private void adjust(long order, String percentage) {
		accepted(200, this.tables.client()
			.post("/api/v1/orders/" + order + "/adjustments", Map.of("kind", "discount", "name", "Sorry", "type",
					percentage.equals("100.00") ? "percentage" : "fixed", "value", percentage, "reason", "late")));
	}

	private void serve(long order) {
		if (this.tables.till().status(order).equals("pending")) {
			this.tables.till().move(order, "confirmed");
		}
		this.tables.till().serve(order);
	}

	private String path() {
		return "/api/v1/checks/" + this.check + "/payments";
	}

	private JsonNode awaitStatus(String status) {
		return await().until(() -> this.tables.get(this.check),
				(check) -> check.at("/payments/0/status").asText().equals(status));
	}

	private JsonNode share(long order) {
		return this.tables.till().order(order).at("/payments/0");
	}

	private Authorization authorization() {
		var approved = this.sandbox.payment().authorizationsOfCheck(this.check);
		assertThat(approved).hasSize(1);
		return approved.getFirst();
	}

	/** Calls about the one authorization of the check, or for it. */
	private List<RecordedCall> calls(String path) {
		var own = authorization().authorizationId();
		return this.sandbox.partner("payment")
			.calls()
			.stream()
			.filter((call) -> call.path().equals("/authorizations/" + own + path)
					|| (call.path().equals(path) && call.json().path("check_id").asLong() == this.check))
			.toList();
	}

	/**
	 * Refunds of the one authorization of the check, by their Idempotency-Keys. The
	 * scheduler repeats a call under its key if the first one takes longer than a second.
	 */
	private Collection<RecordedCall> refunds() {
		var own = authorization().authorizationId();
		Map<String, RecordedCall> refunds = new LinkedHashMap<>();
		this.sandbox.partner("payment")
			.calls()
			.stream()
			.filter((call) -> call.path().equals("/refunds")
					&& call.json().path("authorization_id").asText().equals(own))
			.forEach((call) -> refunds.putIfAbsent(call.idempotencyKey(), call));
		return refunds.values();
	}

}
