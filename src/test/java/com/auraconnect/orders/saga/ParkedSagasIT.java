package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.context.TestPropertySource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Parks a saga whose attempts are used up, until an admin requeues it. */
@OutageTest
@TestPropertySource(properties = "orders.saga.attempts=3")
class ParkedSagasIT {

	private static final OrderBody BY_CARD = OrderBody.burgerAt(1).paidByCard("tok_ok");

	private final TestEnvironmentControls controls;

	private final Sandbox sandbox;

	private final ServiceClient client;

	private final ServiceClient admin;

	private final OrderClient till;

	ParkedSagasIT(TestEnvironmentControls controls, ServiceClient client) {
		this.controls = controls;
		this.sandbox = controls.sandbox();
		this.client = client;
		this.admin = client.admin(1);
		this.till = new OrderClient(this.admin);
	}

	@BeforeEach
	void restorePartners() {
		this.controls.restore();
	}

	@Test
	void aParkedSagaIsListedAndRequeued() {
		this.sandbox.partner("payment").mode(Mode.DOWN);
		long id = this.till.take(BY_CARD).required("id").asLong();
		String saga = "place-order-" + id;
		JsonNode parked = awaitParked(saga);
		assertThat(parked.required("saga").asText()).isEqualTo("place-order");
		assertThat(parked.required("order_id").asLong()).isEqualTo(id);
		assertThat(parked.required("step").asText()).isEqualTo("authorize-card");
		assertThat(parked.required("failure").asText()).isEqualTo("The payment service does not answer");
		assertThat(parked.required("attempts").asInt()).isEqualTo(3);
		assertThat(parked.required("parked_at").asText()).endsWith("Z");
		assertThat(parked.required("next_attempt_at").isNull()).isTrue();
		assertThat(this.client.metrics().value("sagas_parked")).isPositive();
		assertThat(this.till.status(id)).isEqualTo("pending");

		this.sandbox.partner("payment").mode(Mode.UP);
		JsonNode requeued = this.admin.post("/api/v1/admin/sagas/" + saga + "/retry", null).json();
		assertThat(requeued.required("state").asText()).isEqualTo("running");
		this.till.await(id, "confirmed");
		assertThat(this.sandbox.payment().authorizationsOf(id)).singleElement()
			.extracting(Authorization::state)
			.isEqualTo(Authorization.State.AUTHORIZED);
		Awaitility.await()
			.untilAsserted(() -> assertThatProblem(this.admin.post("/api/v1/admin/sagas/" + saga + "/retry", null))
				.is(404, "NOT_FOUND"));
		assertThat(sagas("")).noneMatch((other) -> other.required("id").asText().equals(saga));
	}

	@Test
	void aRequeuedSagaThatFailsIsParkedAgain() {
		this.sandbox.partner("payment").mode(Mode.DOWN);
		long id = this.till.take(BY_CARD).required("id").asLong();
		String saga = "place-order-" + id;
		awaitParked(saga);
		assertThat(this.admin.post("/api/v1/admin/sagas/" + saga + "/retry", null).status()).isEqualTo(200);
		awaitParked(saga);
	}

	@Test
	void aSagaThatIsNotParkedIsLeftAsItIs() {
		this.sandbox.partner("payment").mode(Mode.HANG);
		long id = this.till.take(BY_CARD).required("id").asLong();
		JsonNode running = this.admin.post("/api/v1/admin/sagas/place-order-" + id + "/retry", null).json();
		assertThat(running.required("state").asText()).isIn("running", "waiting");
		assertThat(sagas("?state=running&state=waiting&limit=1000"))
			.anyMatch((saga) -> saga.required("order_id").asLong() == id);
	}

	@Test
	void aSagaOfACheckIsParkedWithItsCheckAndRequeued() {
		long order = this.till.take(OrderBody.burgerAt(1), "confirmed");
		long check = this.admin.post("/api/v1/checks", Map.of("location_id", 1, "order_ids", List.of(order)))
			.at("/id")
			.asLong();
		this.sandbox.partner("payment").mode(Mode.DOWN);
		var pending = this.admin.post("/api/v1/checks/" + check + "/payments",
				Map.of("method", "card", "amount", "14.16", "token", "tok_ok"));
		assertThat(pending.text("/payments/0/status")).isEqualTo("pending");
		String saga = "authorize-check-payment-" + pending.at("/payments/0/id").asLong();
		assertThat(sagas("?state=running&state=waiting&limit=1000"))
			.anyMatch((running) -> running.required("id").asText().equals(saga)
					&& running.required("check_id").asLong() == check && running.required("order_id").isNull());

		JsonNode parked = awaitParked(saga);
		assertThat(parked.required("check_id").asLong()).isEqualTo(check);
		assertThat(parked.required("order_id").isNull()).isTrue();
		this.sandbox.partner("payment").mode(Mode.UP);
		JsonNode requeued = this.admin.post("/api/v1/admin/sagas/" + saga + "/retry", null).json();

		assertThat(requeued.required("check_id").asLong()).isEqualTo(check);
		this.till.await(order, (now) -> now.at("/payments/0/status").asText().equals("authorized"));
		assertThat(this.till.order(order).required("degraded")).isEmpty();
	}

	@Test
	void aRefundIsParkedUnderItsOwnName() {
		long id = this.till.take(BY_CARD, "confirmed");
		this.till.serve(id);
		JsonNode paid = this.till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));
		this.sandbox.partner("payment").mode(Mode.ERROR);
		long payment = paid.at("/payments/0/id").asLong();
		JsonNode refunded = this.admin
			.post("/api/v1/orders/" + id + "/refunds",
					Map.of("payment_id", payment, "amount", "1.00", "reason", "cold"))
			.json();
		long refund = refunded.at("/payments/0/refunds/0/id").asLong();
		JsonNode parked = awaitParked("send-refund-%d-%d-%d".formatted(id, payment, refund));
		assertThat(parked.required("order_id").asLong()).isEqualTo(id);
	}

	/** Names a field and its fault, but nothing that the partner sent. */
	private static final String UNUSABLE = "The %s service's answer cannot be used: %s";

	@Test
	void anUnstorableAuthorizationIsVoidedAndItsOrderCancelled() {
		this.sandbox.payment().nameHolds("x".repeat(100));
		long id = this.till.take(BY_CARD, "cancelled");
		JsonNode parked = awaitParked("place-order-" + id);
		assertThat(parked.required("step").asText()).isEqualTo("authorize-card");
		assertThat(parked.required("attempts").asInt()).isEqualTo(1);
		assertThat(parked.required("failure").asText())
			.isEqualTo(UNUSABLE.formatted("payment", "authorization_id is longer than 100 characters"));
		assertThat(this.sandbox.payment().authorizationsOf(id)).singleElement()
			.extracting(Authorization::state)
			.isEqualTo(Authorization.State.VOIDED);
		JsonNode order = this.till.order(id);
		assertThat(order.at("/payments/0/status").asText()).isEqualTo("voided");
		assertThat(order.at("/cancellation/reason").asText()).isEqualTo("payment_failed");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.sandbox.inventory().reservationsOf(id)).singleElement()
				.extracting(Reservation::state)
				.isEqualTo(Reservation.State.RELEASED));
	}

	@Test
	void anUnstorableAuthorizationOfALaterPaymentIsVoided() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.sandbox.partner("payment").answerOddly("/authorizations", 201, "{\"last_four\": \"4242\"}");
		this.sandbox.payment().nameHolds("x".repeat(100));
		JsonNode paid = this.admin
			.post("/api/v1/orders/" + id + "/payments", Map.of("method", "card", "amount", "14.16", "token", "tok_ok"))
			.json();
		assertThat(paid.at("/payments/0/status").asText()).as(paid::toString).isEqualTo("pending");
		this.sandbox.partner("payment").speakPlainly();

		JsonNode parked = awaitParked("authorize-payment-%d-%d".formatted(id, paid.at("/payments/0/id").asLong()));
		assertThat(parked.required("failure").asText())
			.isEqualTo(UNUSABLE.formatted("payment", "authorization_id is longer than 100 characters"));
		assertThat(this.sandbox.payment().authorizationsOf(id)).singleElement()
			.extracting(Authorization::state)
			.isEqualTo(Authorization.State.VOIDED);
		assertThat(this.till.order(id).at("/payments/0/status").asText()).isEqualTo("voided");
		assertThat(this.till.status(id)).isEqualTo("pending");
	}

	@Test
	void anAuthorizationWithoutAnIdIsParked() {
		this.sandbox.partner("payment").answerOddly("/authorizations", 201, "{\"last_four\": \"4242\"}");
		long id = this.till.take(BY_CARD).required("id").asLong();
		JsonNode parked = awaitParked("place-order-" + id);
		assertThat(parked.required("failure").asText())
			.isEqualTo(UNUSABLE.formatted("payment", "authorization_id is missing"));
		JsonNode order = this.till.order(id);
		assertThat(order.required("status").asText()).isEqualTo("pending");
		assertThat(order.required("payment_status").asText()).isEqualTo("unpaid");

		this.sandbox.partner("payment").speakPlainly();
		assertThat(this.admin.post("/api/v1/admin/sagas/place-order-" + id + "/retry", null).status()).isEqualTo(200);
		this.till.await(id, "confirmed");
		assertThat(this.sandbox.payment().authorizationsOf(id)).singleElement()
			.extracting(Authorization::state)
			.isEqualTo(Authorization.State.AUTHORIZED);
	}

	@Test
	void anUnstorableReservationIsReleased() {
		this.sandbox.inventory().nameReservations("x".repeat(100));
		long id = this.till.take(OrderBody.burgerAt(1), "confirmed");
		JsonNode parked = awaitParked("place-order-" + id);
		assertThat(parked.required("step").asText()).isEqualTo("reserve-stock");
		assertThat(parked.required("failure").asText())
			.isEqualTo(UNUSABLE.formatted("inventory", "reservation_id is longer than 100 characters"));
		assertThat(this.sandbox.inventory().reservationsOf(id)).singleElement()
			.extracting(Reservation::state)
			.isEqualTo(Reservation.State.RELEASED);
		assertThat(this.till.order(id).required("degraded").toString()).isEqualTo("[\"inventory\"]");
	}

	/** A refusal without shortages may be about something else than stock. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			201 | {}                | reservation_id is missing
			409 | {}                | shortages is missing
			409 | {"shortages": []} | shortages is empty
			""")
	void anOrderGoesOnWhenTheInventoryAnswerIsUnusable(int status, String body, String fault) {
		this.sandbox.partner("inventory").answerOddly("/reservations", status, body);
		long id = this.till.take(OrderBody.burgerAt(1), "confirmed");
		assertThat(awaitParked("place-order-" + id).required("failure").asText())
			.isEqualTo(UNUSABLE.formatted("inventory", fault));
		assertThat(this.till.order(id).required("degraded").toString()).isEqualTo("[\"inventory\"]");
		assertThat(this.till.status(id)).isEqualTo("confirmed");
	}

	@Test
	void anUnusableAnswerToARequestIsTreatedAsAnOutage() {
		this.sandbox.partner("inventory").answerOddly("/check", 200, "{}");
		assertThat(this.till.take(OrderBody.burgerAt(1)).required("degraded").toString()).isEqualTo("[\"inventory\"]");
		this.controls.restore();
		for (var items : List.of("", "null", "{\"menu_item_id\": 10, \"name\": \"Soup\", \"available\": true}",
				"{\"menu_item_id\": 10, \"name\": \"%s\", \"price\": \"1.00\", \"available\": true}"
					.formatted("x".repeat(201)))) {
			this.sandbox.partner("menu")
				.answerOddly("/validate", 200, items.isEmpty() ? "{}" : "{\"items\": [" + items + "]}");
			assertThatProblem(this.admin.post("/api/v1/orders", OrderBody.burgerAt(1))).is(503, "MENU_UNAVAILABLE")
				.hasRetryAfter();
		}
		this.sandbox.partner("menu").speakPlainly();
		this.till.take(OrderBody.burgerAt(1), "confirmed");
	}

	@Test
	void anUnstorableCustomerDoesNotHoldUpOthers() {
		this.sandbox.partner("customer").answerOddly("/customers/71", 200, "{\"id\": 71, \"name\": \"A\\u0000da\"}");
		long unstorable = this.till.take(OrderBody.burgerAt(1).with("customer_id", 71)).required("id").asLong();
		long other = this.till.take(OrderBody.burgerAt(1).with("customer_id", 72)).required("id").asLong();
		this.till.await(other, (order) -> order.at("/customer/id").asLong() == 72);
		assertThat(this.till.order(unstorable).at("/customer/id").isMissingNode()).isTrue();
		this.sandbox.partner("customer").speakPlainly();
		this.till.await(unstorable, (order) -> order.at("/customer/id").asLong() == 71);
	}

	@Test
	void onlyAnAdminOfTheTenantMaySeeItsSagas() {
		this.sandbox.partner("payment").mode(Mode.DOWN);
		long id = this.till.take(BY_CARD).required("id").asLong();
		awaitParked("place-order-" + id);
		assertThatProblem(this.client.staff(1, 1L).get("/api/v1/admin/sagas")).is(403, "FORBIDDEN");
		assertThatProblem(this.client.staff(1, 1L).post("/api/v1/admin/sagas/place-order-" + id + "/retry", null))
			.is(403, "FORBIDDEN");
		ServiceClient other = this.client.admin(2);
		assertThat(other.get("/api/v1/admin/sagas").json().required("data")).isEmpty();
		assertThatProblem(other.post("/api/v1/admin/sagas/place-order-" + id + "/retry", null)).is(404, "NOT_FOUND");
		awaitParked("place-order-" + id);
	}

	@Test
	void anInvalidQueryIsRejected() {
		assertThatProblem(this.admin.get("/api/v1/admin/sagas?state=lost&limit=0")).is(400, "VALIDATION_ERROR");
	}

	private JsonNode awaitParked(String saga) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> sagas("?state=parked&limit=1000").stream()
				.filter((parked) -> parked.required("id").asText().equals(saga))
				.findFirst()
				.orElse(null), (parked) -> parked != null);
	}

	private List<JsonNode> sagas(String query) {
		return this.admin.get("/api/v1/admin/sagas" + query).json().required("data").valueStream().toList();
	}

}
