package com.auraconnect.orders.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.PaymentService;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.check.Tables.accepted;
import static com.auraconnect.orders.check.Tables.id;
import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cards of checks during outages of the payment service: none is charged twice and no
 * payment is lost.
 */
@OutageTest
class CheckCardOutageIT {

	private static final String WHOLE = "28.32";

	private final TestEnvironmentControls controls;

	private final TestEnvironment site;

	private final Partner payment;

	private final PaymentService cards;

	private final Tables tables;

	private final long one;

	private final long other;

	private final long check;

	CheckCardOutageIT(ServiceClient client, TestEnvironmentControls controls, TestEnvironment site) {
		this.controls = controls;
		this.site = site;
		this.payment = controls.sandbox().partner("payment");
		this.cards = controls.sandbox().payment();
		controls.restore();
		this.tables = Tables.open(client);
		this.one = this.tables.burger();
		this.other = this.tables.burger();
		this.check = id(this.tables.check(this.one, this.other));
	}

	@BeforeEach
	@AfterEach
	void resetPartners() {
		this.controls.restore();
	}

	@Test
	void aCardIsPendingDuringTheOutageAndAuthorizedAfterIt() {
		this.payment.mode(Mode.DOWN);

		var pending = accepted(200, pay("tok_ok"));
		assertThat(pending.at("/payments/0/status").asText()).isEqualTo("pending");
		assertThat(pending.required("balance").asText()).isEqualTo(WHOLE);
		assertThat(pending.at("/orders/0/degraded")).hasToString("[\"payment\"]");
		assertThat(pay("tok_ok").status()).as("a pending payment counts").isEqualTo(422);
		assertThatProblem(this.tables.client().patch(path(pending), Map.of("tip_amount", "2.00"))).is(409,
				"INVALID_STATE");

		this.payment.mode(Mode.UP);
		var paid = awaitStatus("authorized");
		assertThat(paid.required("balance").asText()).isEqualTo("0.00");
		assertThat(paid.at("/orders/0/degraded")).isEmpty();
		assertThat(paid.at("/orders/1/degraded")).isEmpty();
		assertThat(authorizations()).containsExactly(Authorization.State.AUTHORIZED);
		assertThatNoTokenIsStored();
	}

	@Test
	void aCardIsAuthorizedOnceThoughTheAnswersTimeOut() {
		this.payment.mode(Mode.SLOW, Duration.ofSeconds(2));
		assertThat(accepted(200, pay("tok_ok")).at("/payments/0/status").asText()).isEqualTo("pending");
		long into = id(this.tables.check(this.tables.burger()));
		accepted(200, this.tables.merge(into, this.check));

		this.payment.mode(Mode.UP);

		await().until(() -> this.tables.get(into).at("/payments/0/status").asText().equals("authorized"));
		assertThat(authorizations()).as("the check on which it was taken")
			.containsExactly(Authorization.State.AUTHORIZED);
		assertThat(this.cards.authorizationsOfCheck(into)).isEmpty();
	}

	@Test
	void aPendingCardIsVoidedForCash() {
		this.payment.mode(Mode.SLOW, Duration.ofSeconds(2));
		var pending = accepted(200, pay("tok_ok"));
		this.payment.mode(Mode.DOWN);

		var voided = accepted(200, this.tables.client().delete(path(pending)));
		assertThat(voided.at("/payments/0/status").asText()).isEqualTo("voided");
		assertThat(voided.at("/orders/0/degraded")).isEmpty();
		accepted(200, this.tables.client()
			.post("/api/v1/checks/" + this.check + "/payments", Map.of("method", "cash", "amount", WHOLE)));

		this.payment.mode(Mode.UP);
		await().untilAsserted(() -> {
			assertThat(authorizations()).containsExactly(Authorization.State.VOIDED);
			assertThatNoTokenIsStored();
		});
	}

	@Test
	void aDeclineAfterTheOutageIsApplied() {
		this.payment.mode(Mode.DOWN);
		accepted(200, pay("tok_declined"));

		this.payment.mode(Mode.UP);

		assertThat(awaitStatus("declined").required("balance").asText()).isEqualTo(WHOLE);
		assertThat(this.tables.till().order(this.one).required("payment_status").asText()).isEqualTo("failed");
		assertThatNoTokenIsStored();
	}

	/** Covers an answer whose id is longer than can be stored. */
	@Test
	void anAuthorizationThatCannotBeStoredIsVoided() {
		this.cards.nameHolds("x".repeat(100));

		assertThat(accepted(200, pay("tok_ok")).at("/payments/0/status").asText()).isEqualTo("pending");

		assertThat(awaitStatus("voided").required("balance").asText()).isEqualTo(WHOLE);
		assertThat(authorizations()).containsExactly(Authorization.State.VOIDED);
		assertThatNoTokenIsStored();
	}

	@Test
	void anOrderThatIsCancelledMeanwhileIsNotCaptured() {
		this.payment.mode(Mode.DOWN);
		accepted(200, pay("tok_ok"));
		this.tables.till().cancel(this.other);
		serve(this.one);

		this.payment.mode(Mode.UP);

		assertThat(awaitStatus("captured").at("/payments/0/allocations")).hasSize(1);
		assertThat(this.cards.authorizationsOfCheck(this.check)).singleElement().satisfies((card) -> {
			assertThat(card.amount()).isEqualByComparingTo("29.32");
			assertThat(card.captured()).isEqualByComparingTo("15.16");
		});
	}

	@Test
	void nothingIsHeldForACheckWhoseOrdersWereCancelledMeanwhile() {
		this.payment.mode(Mode.DOWN);
		accepted(200, pay("tok_ok"));
		this.tables.till().cancel(this.one);
		this.tables.till().cancel(this.other);

		this.payment.mode(Mode.UP);

		assertThat(awaitStatus("voided").required("balance").asText()).isEqualTo("0.00");
		await().untilAsserted(() -> assertThat(authorizations()).isSubsetOf(Authorization.State.VOIDED));
		assertThatNoTokenIsStored();
	}

	@Test
	void aCaptureAndARefundWaitForTheOutageToEnd() {
		var payment = id(accepted(200, pay("tok_ok")).at("/payments/0"));
		this.payment.mode(Mode.DOWN);
		serve(this.one);
		serve(this.other);
		this.payment.mode(Mode.UP);
		awaitStatus("captured");
		this.payment.mode(Mode.DOWN);

		var promised = accepted(200,
				this.tables.client()
					.post("/api/v1/checks/" + this.check + "/refunds",
							Map.of("payment_id", payment, "amount", "20.00", "reason", "cold")));
		assertThat(promised.at("/payments/0/refunds").findValuesAsText("status")).containsExactly("pending", "pending");

		this.payment.mode(Mode.UP);
		await().until(() -> this.tables.get(this.check)
			.at("/payments/0/refunds")
			.valueStream()
			.allMatch((refund) -> refund.required("status").asText().equals("done")));
		assertThat(this.cards.authorizationsOfCheck(this.check)).singleElement()
			.satisfies((card) -> assertThat(card.refunded()).isEqualByComparingTo("20.00"));
	}

	private void serve(long order) {
		this.tables.till().move(order, "confirmed");
		this.tables.till().serve(order);
	}

	private Answer pay(String token) {
		return this.tables.client()
			.post("/api/v1/checks/" + this.check + "/payments",
					Map.of("method", "card", "amount", WHOLE, "tip_amount", "1.00", "token", token));
	}

	private String path(JsonNode check) {
		return "/api/v1/checks/" + this.check + "/payments/" + id(check.at("/payments/0"));
	}

	private JsonNode awaitStatus(String status) {
		return await().until(() -> this.tables.get(this.check),
				(check) -> check.at("/payments/0/status").asText().equals(status));
	}

	private List<Authorization.State> authorizations() {
		return this.cards.authorizationsOfCheck(this.check).stream().map(Authorization::state).toList();
	}

	private void assertThatNoTokenIsStored() {
		assertThat(this.site.database()
			.sql("SELECT count(card_token) FROM check_payments WHERE check_id = ?")
			.param(this.check)
			.query(Long.class)
			.single()).isZero();
	}

}
