package com.auraconnect.orders.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.check.Tables.accepted;
import static com.auraconnect.orders.check.Tables.id;
import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Payments of checks over HTTP. A burger costs 14.16, and each check here has two. */
@ServiceTest
class CheckPaymentIT {

	private final TestEnvironment site;

	private final ServiceClient anyone;

	private final Tables tables;

	private final long one;

	private final long other;

	private final long check;

	CheckPaymentIT(ServiceClient client, TestEnvironment site) {
		this.site = site;
		this.anyone = client;
		this.tables = Tables.open(client);
		this.one = this.tables.burger();
		this.other = this.tables.burger();
		this.check = id(this.tables.check(this.one, this.other));
	}

	@Test
	void aPaymentPaysTheOldestOrderFirstAndTheTipIsWithTheLast() {
		var paid = accepted(200, pay("20.00", "tip_amount", "3.00", "tendered", "30.00"));

		assertThat(paid.required("version").asInt()).isEqualTo(2);
		assertThat(paid.required("paid_amount").asText()).isEqualTo("20.00");
		assertThat(paid.required("balance").asText()).isEqualTo("8.32");
		assertThat(paid.required("tip_amount").asText()).isEqualTo("3.00");
		assertThat(paid.required("total_amount").asText()).isEqualTo("31.32");
		var payment = paid.at("/payments/0");
		assertThat(payment.required("change").asText()).isEqualTo("7.00");
		assertThat(payment.required("status").asText()).isEqualTo("captured");
		assertThat(payment.required("allocations"))
			.hasToString(("[{\"order_id\":%d,\"amount\":\"14.16\",\"tip_amount\":\"0.00\"},"
					+ "{\"order_id\":%d,\"amount\":\"5.84\",\"tip_amount\":\"3.00\"}]")
				.formatted(this.one, this.other));
		var share = this.tables.till().order(this.other).at("/payments/0");
		assertThat(share.required("check_payment_id").asLong()).isEqualTo(id(payment));
		assertThat(share.required("amount").asText()).isEqualTo("5.84");
		assertThat(this.tables.till().order(this.one).required("payment_status").asText()).isEqualTo("paid");
		assertThat(this.tables.get(this.check)).isEqualTo(paid);
		var event = this.tables.events(1, "check.updated").getFirst().required("data");
		assertThat(event.required("changed")).hasToString("[\"payments\"]");
		assertThat(event.at("/payments/0/allocations")).isEqualTo(payment.required("allocations"));
		assertThat(event.at("/payments/0").has("refunds")).isFalse();
		this.tables.events(2, "order.payment_changed");
	}

	@Test
	void aSharePaysWithItsCheckAlone() {
		var paid = accepted(200, pay("20.00"));
		var share = this.tables.till().order(this.one).at("/payments/0/id").asLong();
		var path = "/api/v1/orders/" + this.one;

		assertThatProblem(this.tables.client().patch(path + "/payments/" + share, Map.of("tip_amount", "1.00"))).is(409,
				"INVALID_STATE");
		assertThatProblem(this.tables.client().delete(path + "/payments/" + share)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.client()
			.post(path + "/refunds", Map.of("payment_id", share, "amount", "1.00", "reason", "cold")))
			.is(409, "INVALID_STATE");
		assertThatProblem(this.tables.move(this.one, null)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.move(this.one, id(this.tables.check()))).is(409, "INVALID_STATE");
		assertThat(this.tables.get(this.check)).isEqualTo(paid);
	}

	@Test
	void aMergeTakesThePaymentsAlong() {
		accepted(200, pay("20.00"));
		long into = id(this.tables.check(this.tables.burger()));

		var merged = accepted(200, this.tables.merge(into, this.check));

		assertThat(merged.required("payments")).hasSize(1);
		assertThat(merged.required("paid_amount").asText()).isEqualTo("20.00");
		assertThat(this.tables.get(this.check).required("payments")).isEmpty();
		var rest = accepted(200,
				this.tables.client()
					.post("/api/v1/checks/" + into + "/payments",
							Map.of("method", "voucher", "amount", "22.48", "reference", "v-1")));
		assertThat(rest.required("balance").asText()).isEqualTo("0.00");
		assertThat(rest.at("/payments/1/allocations")).hasSize(2);
		assertThat(rest.at("/payments/1/reference").asText()).isEqualTo("v-1");
	}

	@Test
	void aTipAloneIsWithTheNewestOrder() {
		var paid = accepted(200, pay("0.00", "tip_amount", "2.00"));

		assertThat(paid.at("/payments/0/allocations"))
			.hasToString("[{\"order_id\":%d,\"amount\":\"0.00\",\"tip_amount\":\"2.00\"}]".formatted(this.other));
	}

	@Test
	void theTipOfCashChanges() {
		var payment = id(accepted(200, pay("20.00", "tip_amount", "1.00", "tendered", "25.00")).at("/payments/0"));
		var path = "/api/v1/checks/" + this.check + "/payments/" + payment;

		var changed = accepted(200, this.tables.client().patch(path, Map.of("tip_amount", "4.50")));

		assertThat(changed.at("/payments/0/tip_amount").asText()).isEqualTo("4.50");
		assertThat(changed.required("tip_amount").asText()).isEqualTo("4.50");
		assertThat(changed.required("balance").asText()).isEqualTo("8.32");
		assertThat(this.tables.client().patch(path, Map.of("tip_amount", "4.50")).header("ETag")).hasValue("\"3\"");
		assertThatProblem(this.tables.client().patch(path, Map.of("tip_amount", "5.01"))).is(422, "AMOUNT_TOO_HIGH");
		assertThatProblem(this.tables.client().patch(path + "0", Map.of("tip_amount", "1.00"))).is(404, "NOT_FOUND");
		assertThatProblem(this.tables.client().delete(path)).is(409, "CAPTURED");
	}

	@Test
	void anAmountGoesBackFromTheNewestOrderAndTipsLast() {
		var payment = id(accepted(200, pay("20.00", "tip_amount", "3.00")).at("/payments/0"));

		var once = accepted(200, refund(Map.of("payment_id", payment, "amount", "7.00", "reason", "cold")));
		assertThat(once.required("balance").asText()).isEqualTo("15.32");
		assertThat(once.at("/payments/0/refunds"))
			.extracting((refund) -> refund.required("amount").asText(),
					(refund) -> refund.at("/taxes/0/amount").asText())
			.containsExactlyInAnyOrder(tuple("5.84", "0.48"), tuple("1.16", "0.10"));
		var all = accepted(200, refund(Map.of("payment_id", payment, "amount", "16.00", "reason", "cold")));
		assertThat(all.at("/payments/0/refunded_amount").asText()).isEqualTo("23.00");
		assertThat(all.required("refunded_amount").asText()).isEqualTo("20.00");
		assertThat(all.required("balance").asText()).isEqualTo("28.32");
		assertThatProblem(refund(Map.of("payment_id", payment, "amount", "0.01", "reason", "cold"))).is(422,
				"AMOUNT_TOO_HIGH");
		assertThatProblem(refund(Map.of("payment_id", payment + 1_000_000, "amount", "0.01", "reason", "cold")))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("payment_id");
	}

	@Test
	void aLineGoesBackFromTheShareOfItsOrder() {
		var payment = id(accepted(200, pay("28.32")).at("/payments/0"));
		var line = id(this.tables.till().order(this.one).at("/items/0"));

		var refunded = accepted(200, refund(Map.of("payment_id", payment, "items",
				List.of(Map.of("item_id", line, "quantity", 1)), "reason", "burnt")));

		assertThat(refunded.at("/payments/0/refunds/0/order_id").asLong()).isEqualTo(this.one);
		assertThat(refunded.at("/payments/0/refunds/0/amount").asText()).isEqualTo("14.16");
		assertThat(refunded.at("/payments/0/refunds/0/kind").asText()).isEqualTo("goodwill");
		assertThat(refunded.required("balance").asText()).isEqualTo("0.00");
		assertThatProblem(refund(Map.of("payment_id", payment, "items",
				List.of(Map.of("item_id", 999_999_999, "quantity", 1)), "reason", "burnt")))
			.is(400, "VALIDATION_ERROR");
		var noGoodwill = this.anyone
			.as(TokenRequest.staff(1, this.tables.locationId()).withScope("payments orders.read"));
		assertThatProblem(noGoodwill.post("/api/v1/checks/" + this.check + "/refunds",
				Map.of("payment_id", payment, "amount", "1.00", "kind", "goodwill", "reason", "burnt")))
			.is(403, "FORBIDDEN");
	}

	@Test
	void moreThanIsOpenIsRefused() {
		assertThatProblem(pay("28.33")).is(422, "AMOUNT_TOO_HIGH");
		assertThatProblem(pay("0.00")).is(400, "VALIDATION_ERROR").hasFaults("amount");
		long empty = id(this.tables.check());
		assertThatProblem(this.tables.client()
			.post("/api/v1/checks/" + empty + "/payments",
					Map.of("method", "cash", "amount", "0.00", "tip_amount", "1.00")))
			.is(409, "INVALID_STATE");
	}

	@Test
	void cashMaySettleTheCheckRoundedToTheCoin() {
		this.anyone.admin(1)
			.put("/api/v1/locations/" + this.tables.locationId(),
					Map.of("name", "Tables", "time_zone", "UTC", "currency", "USD", "cash_rounding", "0.05",
							"tax_rules", List.of(Map.of("name", "Sales tax", "rate", "0.09"))));

		var paid = accepted(200, pay("28.30"));

		assertThat(paid.required("balance").asText()).isEqualTo("0.00");
		assertThat(paid.required("rounding_amount").asText()).isEqualTo("0.02");
		assertThat(paid.at("/payments/0/allocations/1/amount").asText()).isEqualTo("14.14");
	}

	@Test
	void aPaidCheckIsClosedAndRefundedAfterwards() {
		var payment = id(accepted(200, pay("28.32")).at("/payments/0"));
		this.tables.settle(this.one);
		this.tables.settle(this.other);
		accepted(200, this.tables.close(this.check));

		assertThatProblem(pay("0.00", "tip_amount", "1.00")).is(409, "INVALID_STATE");
		var refunded = accepted(200,
				refund(Map.of("payment_id", payment, "amount", "1.00", "kind", "goodwill", "reason", "cold")));
		assertThat(refunded.required("status").asText()).isEqualTo("closed");
		assertThat(refunded.at("/payments/0/refunded_amount").asText()).isEqualTo("1.00");
	}

	@Test
	void aRepetitionPaysOnce() {
		var once = this.tables.client().withKey(UUID.randomUUID().toString());
		var path = "/api/v1/checks/" + this.check + "/payments";
		var first = once.post(path, Map.of("method", "cash", "amount", "10.00"));
		var again = once.post(path, Map.of("method", "cash", "amount", "10.00"));

		assertThat(again.isReplay()).isTrue();
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(this.tables.get(this.check).required("payments")).hasSize(1);
		assertThatProblem(this.tables.client().ifVersion(1).post(path, Map.of("method", "cash", "amount", "1.00")))
			.is(412, "PRECONDITION_FAILED");
	}

	@RepeatedTest(3)
	void ofTwoPaymentsOfTheWholeCheckOneIsTaken() {
		var answers = SimultaneousPair.heldUpBy(DatabaseLock.onRow(this.site, "checks", "id = " + this.check),
				() -> pay("28.32"), () -> pay("28.32"));

		assertThat(answers.statuses()).containsExactly(200, 422);
		assertThat(this.tables.get(this.check).required("balance").asText()).isEqualTo("0.00");
	}

	@RepeatedTest(3)
	void aPaymentAndAMergeBothTakeEffectOrTheCheckIsClosed() {
		long into = id(this.tables.check());

		var answers = SimultaneousPair.heldUpBy(DatabaseLock.onRow(this.site, "checks", "id = " + this.check),
				() -> pay("28.32"), () -> this.tables.merge(into, this.check));

		assertThat(answers.other().status()).isEqualTo(200);
		var merged = this.tables.get(into);
		assertThat(merged.required("orders")).hasSize(2);
		assertThat(merged.required("balance").asText()).isEqualTo((answers.one().status() == 200) ? "0.00" : "28.32");
		assertThat(merged.required("payments")).hasSize((answers.one().status() == 200) ? 1 : 0);
	}

	private Answer pay(String amount, String... more) {
		var body = new HashMap<String, Object>(Map.of("method", "cash", "amount", amount));
		for (int i = 0; i < more.length; i += 2) {
			body.put(more[i], more[i + 1]);
		}
		return this.tables.client().post("/api/v1/checks/" + this.check + "/payments", body);
	}

	private Answer refund(Map<String, ?> body) {
		return this.tables.client().post("/api/v1/checks/" + this.check + "/refunds", body);
	}

}
