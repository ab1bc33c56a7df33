package com.auraconnect.orders.order;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.PaymentService;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Outages of the payment service: no card is charged twice and no payment is lost. */
@OutageTest
class PaymentOutageIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private static final String WHOLE = "14.16";

	private final ServiceClient client;

	private final OrderClient till;

	private final TestEnvironmentControls controls;

	private final Partner payment;

	private final PaymentService cards;

	private final JdbcClient database;

	PaymentOutageIT(ServiceClient client, TestEnvironmentControls controls, TestEnvironment site) {
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
		this.controls = controls;
		this.payment = controls.sandbox().partner("payment");
		this.cards = controls.sandbox().payment();
		this.database = site.database();
	}

	@BeforeEach
	@AfterEach
	void resetPartners() {
		this.controls.restore();
	}

	@Test
	void aCardPaymentIsPendingDuringTheOutage() {
		long id = take(BURGER);
		this.payment.mode(Mode.DOWN);

		Answer pending = payByCard(id, WHOLE, "tok_ok");
		assertThat(pending.status()).as(pending::toString).isEqualTo(200);
		assertThat(pending.text("/payments/0/status")).isEqualTo("pending");
		assertThat(pending.text("/payment_status")).isEqualTo("unpaid");
		assertThat(payByCard(id, "0.01", "tok_ok").status()).as("a pending payment counts").isEqualTo(422);

		this.payment.mode(Mode.UP);
		JsonNode order = awaitPayment(id, "authorized");
		assertThat(order.required("payment_status").asText()).isEqualTo("authorized");
		assertThat(this.cards.authorizationsOf(id)).hasSize(1);
		assertThatNoTokenIsStored(id);
	}

	/** Covers a guest who does not wait for the card and pays in cash. */
	@Test
	void aPendingCardIsVoidedForCash() {
		long id = take(BURGER);
		this.payment.mode(Mode.DOWN);
		Answer pending = payByCard(id, WHOLE, "tok_ok");

		Answer voided = this.client.delete("/api/v1/orders/" + id + "/payments/" + pending.at("/payments/0/id"));
		assertThat(voided.status()).as(voided::toString).isEqualTo(200);
		assertThat(voided.text("/payments/0/status")).isEqualTo("voided");
		assertThat(voided.at("/degraded")).isEmpty();
		Answer cash = this.client.post("/api/v1/orders/" + id + "/payments", Map.of("method", "cash", "amount", WHOLE));
		assertThat(cash.text("/payment_status")).isEqualTo("paid");

		this.payment.mode(Mode.UP);
		await().untilAsserted(() -> assertThatNoTokenIsStored(id));
		assertThat(this.cards.authorizationsOf(id)).extracting(Authorization::state)
			.as("released, if the first request has reached the bank")
			.isSubsetOf(Authorization.State.VOIDED);
	}

	/** Covers a card whose authorization may have reached the bank. */
	@Test
	void whatTheBankHoldsForAVoidedCardIsReleased() {
		long id = take(BURGER);
		this.payment.mode(Mode.SLOW, Duration.ofSeconds(2));
		Answer pending = payByCard(id, WHOLE, "tok_ok");
		assertThat(pending.text("/payments/0/status")).isEqualTo("pending");
		this.payment.mode(Mode.DOWN);

		Answer voided = this.client.delete("/api/v1/orders/" + id + "/payments/" + pending.at("/payments/0/id"));
		assertThat(voided.text("/payments/0/status")).isEqualTo("voided");

		this.payment.mode(Mode.UP);
		await().untilAsserted(() -> {
			assertThat(this.cards.authorizationsOf(id)).extracting(Authorization::state)
				.containsExactly(Authorization.State.VOIDED);
			assertThatNoTokenIsStored(id);
		});
		assertThat(this.till.order(id).at("/payments/0/status").asText()).isEqualTo("voided");
	}

	@Test
	void aDeclineAfterTheOutageIsApplied() {
		long id = take(BURGER);
		this.payment.mode(Mode.DOWN);
		assertThat(payByCard(id, WHOLE, "tok_declined").status()).isEqualTo(200);

		this.payment.mode(Mode.UP);

		assertThat(awaitPayment(id, "declined").required("payment_status").asText()).isEqualTo("failed");
		assertThatNoTokenIsStored(id);
	}

	/**
	 * Covers lost answers: each attempt authorizes the card, and each answer arrives
	 * after the timeout.
	 */
	@Test
	void aCardIsAuthorizedOnceThoughTheAnswersTimeOut() {
		long id = take(BURGER);
		this.payment.mode(Mode.SLOW, Duration.ofSeconds(2));

		Answer pending = payByCard(id, WHOLE, "tok_ok");
		assertThat(pending.text("/payments/0/status")).isEqualTo("pending");

		this.payment.mode(Mode.UP);
		awaitPayment(id, "authorized");
		assertThat(this.cards.authorizationsOf(id)).hasSize(1);
		assertThat(this.payment.calls()).hasSizeGreaterThan(1);
	}

	@Test
	void aPendingCardOfACompletedOrderIsCapturedAfterTheOutage() {
		long id = take(BURGER);
		this.payment.mode(Mode.DOWN);
		payByCard(id, WHOLE, "tok_ok");
		this.till.move(id, "confirmed", "preparing", "ready", "completed");

		this.payment.mode(Mode.UP);

		awaitPayment(id, "captured");
		assertThat(authorizations(id)).containsExactly(Authorization.State.CAPTURED);
	}

	@Test
	void aPendingCardOfACancelledOrderIsVoidedAfterTheOutage() {
		long id = take(BURGER);
		this.payment.mode(Mode.DOWN);
		payByCard(id, WHOLE, "tok_ok");
		this.till.cancel(id);

		this.payment.mode(Mode.UP);

		awaitPayment(id, "voided");
		assertThat(authorizations(id)).containsExactly(Authorization.State.VOIDED);
		assertThatNoTokenIsStored(id);
	}

	@Test
	void anOrderStaysPendingUntilItsCardIsAuthorized() {
		this.payment.mode(Mode.DOWN);
		var atLocation1 = new OrderClient(this.client.staff(1, 1L));
		long id = atLocation1.take(OrderBody.burgerAt(1).paidByCard("tok_ok")).required("id").asLong();
		assertThat(atLocation1.status(id)).isEqualTo("pending");

		this.payment.mode(Mode.UP);

		atLocation1.await(id, "confirmed");
		assertThat(authorizations(id)).containsExactly(Authorization.State.AUTHORIZED);
		assertThatNoTokenIsStored(id);
	}

	@Test
	void aRefundIsPendingDuringTheOutage() {
		long id = take(BURGER);
		payByCard(id, WHOLE, "tok_ok");
		this.till.move(id, "confirmed", "preparing", "ready", "completed");
		JsonNode paid = awaitPayment(id, "captured");
		this.payment.mode(Mode.DOWN);

		Answer promised = this.client.post("/api/v1/orders/" + id + "/refunds",
				Map.of("payment_id", paid.at("/payments/0/id"), "amount", "5.00", "reason", "cold"));
		assertThat(promised.status()).as(promised::toString).isEqualTo(200);
		assertThat(promised.text("/payments/0/refunds/0/status")).isEqualTo("pending");

		this.payment.mode(Mode.UP);
		this.till.await(id, (order) -> order.at("/payments/0/refunds/0/status").asText().equals("done"));
		assertThat(this.cards.authorizationsOf(id)).singleElement()
			.satisfies((card) -> assertThat(card.refunded()).isEqualByComparingTo("5.00"));
	}

	private long take(OrderBody body) {
		return this.till.take(body).required("id").asLong();
	}

	private Answer payByCard(long id, String amount, String token) {
		return this.client.post("/api/v1/orders/" + id + "/payments",
				Map.of("method", "card", "amount", amount, "token", token));
	}

	private JsonNode awaitPayment(long id, String status) {
		return this.till.await(id, (order) -> order.at("/payments/0/status").asText().equals(status));
	}

	private List<Authorization.State> authorizations(long id) {
		return this.cards.authorizationsOf(id).stream().map(Authorization::state).toList();
	}

	private void assertThatNoTokenIsStored(long id) {
		assertThat(this.database.sql("SELECT count(card_token) FROM order_payments WHERE order_id = ?")
			.param(id)
			.query(Long.class)
			.single()).isZero();
	}

}
